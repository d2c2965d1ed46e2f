import { BotApiError } from './bot-api-error.ts';

/** What goes wrong with the next fitting calls. */
export interface Fault {
  /** Every method but getUpdates when left out. */
  method?: string;
  /** Only calls with this `chat_id`. */
  chatId?: number;
  times: number;
  /** Answered instead of running the method. */
  status?: number;
  /** Seconds; goes into `parameters.retry_after` of a 429. */
  retryAfter?: number;
  /** Holds the call this long, or until the caller hangs up; then it is carried out all the same. */
  hangMs?: number;
  /** 'before': the connection dies and nothing was done. 'after': the method is carried out, then the connection dies. */
  dropConnection?: 'before' | 'after';
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that this call runs into, used up by one. */
  take(method: string, chatId: number | undefined): Fault | undefined;
  clear(): void;
}

const DESCRIPTIONS: Record<number, string> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push({ ...fault }),
    take(method, chatId) {
      const fault = faults.find((candidate) => fits(candidate, method, chatId));
      if (!fault) return undefined;
      fault.times -= 1;
      faults = faults.filter((candidate) => candidate.times > 0);
      return fault;
    },
    clear: () => void (faults = []),
  };
}

/** The refusal that a fault with a status stands for, in Telegram's words. */
export function faultError({ status = 500, retryAfter = 1 }: Fault): BotApiError {
  if (status !== 429) return new BotApiError(status, DESCRIPTIONS[status] ?? 'fault of the emulator');
  return new BotApiError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
}

function fits(fault: Fault, method: string, chatId: number | undefined): boolean {
  const named = fault.method === undefined ? method !== 'getUpdates' : fault.method === method;
  return named && fault.times > 0 && (fault.chatId === undefined || fault.chatId === chatId);
}
