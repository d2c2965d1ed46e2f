import type { ApiResponse } from '@grammyjs/types';

/** One call as it came and as it was answered. */
export interface ApiCall {
  id: number;
  method: string;
  /** Structured parameters are parsed even when a form sent them as text; a file is `{filename, size}`. */
  params: Record<string, unknown>;
  /** Milliseconds, by the emulator's clock. */
  at: number;
  /** The HTTP status; 0 while the call is open, and for good when its connection was dropped. */
  status: number;
  answer: ApiResponse<unknown> | undefined;
}

export interface Journal {
  readonly entries: readonly ApiCall[];
  calls(method?: string): ApiCall[];
  /** Resolves with the first ended call that fits, also one from before; rejects after `timeoutMs` (5000 by default). */
  waitForCall(method: string, predicate?: (call: ApiCall) => boolean, timeoutMs?: number): Promise<ApiCall>;
  open(call: Pick<ApiCall, 'method' | 'params' | 'at'>): ApiCall;
  end(call: ApiCall, status: number, answer?: ApiResponse<unknown>): void;
}

const KEPT = 20_000;

export function createJournal(): Journal {
  const entries: ApiCall[] = [];
  const ended = new Set<ApiCall>();
  const waiting = new Set<() => void>();
  let lastId = 0;
  return {
    entries,
    calls: (method) => entries.filter((call) => method === undefined || call.method === method),
    waitForCall(method, predicate = () => true, timeoutMs = 5000) {
      const { promise, resolve, reject } = Promise.withResolvers<ApiCall>();
      const look = (): void => {
        const found = entries.find((call) => call.method === method && ended.has(call) && predicate(call));
        if (found) resolve(found);
      };
      const seen = (): string => [...new Set(entries.map((call) => call.method))].join(', ');
      const fail = (): void =>
        reject(new Error(`no fitting ${method} within ${timeoutMs} ms; called so far: ${seen()}`));
      const timer = setTimeout(fail, timeoutMs);
      waiting.add(look);
      look();
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(look);
      });
    },
    open(call) {
      const entry: ApiCall = { id: ++lastId, ...call, status: 0, answer: undefined };
      entries.push(entry);
      if (entries.length > KEPT) ended.delete(entries.shift() ?? entry);
      return entry;
    },
    end(call, status, answer) {
      Object.assign(call, { status, answer });
      ended.add(call);
      [...waiting].forEach((look) => look());
    },
  };
}
