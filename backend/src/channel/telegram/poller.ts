import { setTimeout as delay } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { Log } from '../../telemetry/log.ts';
import type { TakeIn } from './take-in.ts';
import { troubleOf, type Trouble } from './telegram-trouble.ts';

export interface PollerOptions {
  /** Makes itself known to Telegram; called again after a conflict. */
  connect(): Promise<void>;
  fetch(offset: number | undefined, signal: AbortSignal): Promise<Update[]>;
  /** Tells the server what is done without waiting for more. */
  confirm(offset: number): Promise<unknown>;
  takeIn: TakeIn;
  /** The token is refused: there will be nothing more. */
  rejected(): void;
  stopping: AbortSignal;
  log: Log;
  /** Milliseconds of the first pause after a fault; doubles up to a minute. */
  retryMs?: number;
}

/** While an update of one chat is tried again, updates of the others are looked for so often; without a trouble nothing waits so long. */
const PATIENCE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;
const HINTS: Partial<Record<Trouble['kind'], string>> = {
  unauthorized: 'Telegram is off. Check TELEGRAM_BOT_TOKEN against what @BotFather shows, then start again.',
  conflict: 'Another program takes the updates of this bot. Stop it, or give this one a bot of its own. Trying again.',
  retry: 'Telegram is not to be reached. Check the network and TELEGRAM_API_ROOT. Trying again.',
  ambiguous: 'Telegram is not to be reached. Check the network and TELEGRAM_API_ROOT. Trying again.',
};

/**
 * Long polling of its own, as `getUpdates` confirms all updates below its offset: that never passes an update that is not stored or parked, or a
 * kill would lose it. grammY's runner fetches ahead of its handlers and cannot promise that. What came behind an update that is tried again is
 * handled meanwhile, and comes again after a kill: it has its one effect by its key.
 */
export async function poll({
  connect,
  fetch,
  confirm,
  takeIn,
  rejected,
  stopping,
  log,
  retryMs = 1_000,
}: PollerOptions): Promise<void> {
  let isConnected = false;
  let offset: number | undefined;
  let fetched: Update[] = [];
  let faults = 0;
  let told: string | undefined;

  while (!stopping.aborted) {
    try {
      await step();
      if (told) log.info('Telegram answers again');
      told = undefined;
      faults = 0;
    } catch (error) {
      if (stopping.aborted) break;
      const trouble = troubleOf(error);
      tell(trouble);
      if (trouble.kind === 'unauthorized') return rejected();
      isConnected &&= trouble.kind !== 'conflict';
      const pause = Math.min(retryMs * 2 ** faults++, LONGEST_PAUSE_MS);
      await delay((trouble.kind === 'retry' && trouble.afterMs) || pause, undefined, { signal: stopping }).catch(
        () => undefined,
      );
    }
  }
  await takeIn.settled();
  advance();
  if (fetched.length > 0 && offset !== undefined) await confirm(offset).catch(() => undefined);

  async function step(): Promise<void> {
    if (!isConnected) await connect();
    isConnected = true;
    fetched = await fetch(offset, stopping);
    takeIn.add(fetched);
    await takeIn.settled(PATIENCE_MS);
    advance();
  }

  /** Not beyond the highest ever seen: after a quiet week Telegram begins with a new number, which may be lower. */
  function advance(): void {
    const last = fetched.at(-1);
    if (last) offset = fetched.find((update) => !takeIn.isDone(update))?.update_id ?? last.update_id + 1;
  }

  /** Once for each kind of trouble, until it is over. */
  function tell({ kind, reason }: Trouble): void {
    if (told === kind) return;
    told = kind;
    const details = { reason, hint: HINTS[kind] };
    if (kind === 'unauthorized') log.error(details, 'Telegram refuses the bot token');
    else log.warn(details, 'Telegram cannot be polled');
  }
}
