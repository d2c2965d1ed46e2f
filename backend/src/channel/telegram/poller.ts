import { setTimeout as delay } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { Log } from '../../telemetry/log.ts';
import { troubleOf, type Trouble } from './telegram-trouble.ts';

export interface PollerOptions {
  /** Makes itself known to Telegram; called again after a conflict. */
  connect(): Promise<void>;
  fetch(offset: number | undefined, signal: AbortSignal): Promise<Update[]>;
  /** Tells the server what is done without waiting for more. */
  confirm(offset: number): Promise<unknown>;
  takeIn(updates: Update[]): Promise<Update | undefined>;
  /** The token is refused: there will be nothing more. */
  rejected(): void;
  stopping: AbortSignal;
  log: Log;
  /** Milliseconds of the first pause after a fault; doubles up to a minute. */
  retryMs?: number;
}

const LONGEST_PAUSE_MS = 60_000;
const HINTS: Partial<Record<Trouble['kind'], string>> = {
  unauthorized: 'Telegram is off. Check TELEGRAM_BOT_TOKEN against what @BotFather shows, then start again.',
  conflict: 'Another program takes the updates of this bot. Stop it, or give this one a bot of its own. Trying again.',
  retry: 'Telegram is not to be reached. Check the network and TELEGRAM_API_ROOT. Trying again.',
  ambiguous: 'Telegram is not to be reached. Check the network and TELEGRAM_API_ROOT. Trying again.',
};

/**
 * Long polling of its own, as `getUpdates` confirms all updates below its offset: the next call may only be made when everything of the last one is
 * stored, or a kill in between would lose it. grammY's runner fetches ahead of its handlers and cannot promise that.
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
  let unconfirmed = false;
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
  if (unconfirmed && offset !== undefined) await confirm(offset).catch(() => undefined);

  async function step(): Promise<void> {
    if (!isConnected) await connect();
    isConnected = true;
    const updates = await fetch(offset, stopping);
    unconfirmed = updates.length > 0;
    if (!unconfirmed) return;
    const undone = await takeIn(updates);
    // Not the highest ever seen: after a quiet week Telegram begins with a new number, which may be lower.
    offset = undone?.update_id ?? updates.at(-1)!.update_id + 1;
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
