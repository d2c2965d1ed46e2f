import { addressesById, type Address } from '../conversation/address-store.ts';
import {
  markSending,
  nextDeliveries,
  nextDueAt,
  settleDelivery,
  type Delivery,
  type DeliveryOutcome,
} from '../conversation/delivery-store.ts';
import { createLoop } from '../job/loop.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { Channel, Receipt } from './channel.ts';

export interface DispatcherOptions {
  database: Database;
  channels: Channel[];
  log: Log;
  /** An address turned out to be gone: nothing more can be delivered to it. */
  gone(address: Address): Promise<void>;
}

const POLL_MS = 2_000;
const BATCH = 100;
const MAX_ATTEMPTS = 12;
const MAX_BACKOFF_MS = 5 * 60_000;

/**
 * Sends what is owed, in order per address. A row is marked as being sent before the call: after a crash in between the outcome is not known,
 * and it is sent once more, marked. That is the one stated place of at-least-once, as the Bot API has no key for a repeat.
 */
export function createDispatcher({ database, channels, log, gone }: DispatcherOptions) {
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  const busy = new Map<string, Promise<void>>();
  const loop = createLoop({ name: 'deliveries', work: dispatch, pollMs: POLL_MS, log });

  async function dispatch(): Promise<number | undefined> {
    // Those under way before the read: their rows may be settled while it runs, and would be taken for unsettled.
    const underWay = new Set(busy.keys());
    // One moment for both questions: what falls due between two would be in neither answer.
    const now = Date.now();
    const due = (await nextDeliveries(database.read, now, BATCH)).filter(
      (delivery) => !underWay.has(delivery.addressId),
    );
    if (due.length > 0) {
      const addresses = await addressesById(
        database.read,
        due.map((delivery) => delivery.addressId),
      );
      await database.write((trx) =>
        markSending(
          trx,
          due.map(({ position }) => position),
        ),
      );
      for (const delivery of due) begin(delivery, addresses.get(delivery.addressId));
    }
    const next = await nextDueAt(database.read, now);
    return next && Math.max(next - Date.now(), 1);
  }

  function begin(delivery: Delivery, address: Address | undefined): void {
    const sending = send(delivery, address)
      .catch((error: Error) =>
        log.error(
          { delivery: delivery.position, error: error.message },
          'A delivery could not be recorded; it is tried again',
        ),
      )
      .finally(() => {
        busy.delete(delivery.addressId);
        loop.wake();
      });
    busy.set(delivery.addressId, sending);
  }

  async function send(delivery: Delivery, address: Address | undefined): Promise<void> {
    const channel = address && byName.get(address.channel);
    const receipt: Receipt = channel
      ? await deliver(channel, delivery, address)
      : { state: 'failed', reason: 'the channel is not running' };
    await settle(delivery, receipt);
    if (receipt.state === 'gone' && address) await gone(address);
  }

  async function deliver(channel: Channel, delivery: Delivery, address: Address): Promise<Receipt> {
    try {
      return await channel.deliver(
        { message: delivery.message, silent: delivery.silent, maybeRepeated: delivery.ambiguous },
        address,
      );
    } catch (error) {
      return { state: 'retry', afterMs: 0, reason: (error as Error).message };
    }
  }

  async function settle(delivery: Delivery, receipt: Receipt): Promise<void> {
    const outcome = outcomeOf(delivery, receipt);
    if (outcome.state !== 'sent')
      log.warn(
        { delivery: delivery.position, state: outcome.state, reason: outcome.reason },
        'A delivery did not arrive',
      );
    await database.write((trx) => settleDelivery(trx, delivery.position, outcome, new Date().toISOString()));
  }

  return {
    start: () => loop.start(),
    wake: () => loop.wake(),
    async stop() {
      await loop.stop();
      await Promise.allSettled(busy.values());
    },
  };
}

function outcomeOf(delivery: Delivery, receipt: Receipt): DeliveryOutcome {
  if (receipt.state === 'sent') return { state: 'sent', externalId: receipt.externalId };
  if (receipt.state === 'failed' || receipt.state === 'gone') return { state: 'failed', reason: receipt.reason };
  if (receipt.state === 'ambiguous') {
    return delivery.ambiguous
      ? { state: 'failed', reason: `twice without an answer: ${receipt.reason}` }
      : { state: 'sending', nextAt: Date.now() + backoff(delivery.attempts), reason: receipt.reason };
  }
  if (delivery.attempts >= MAX_ATTEMPTS) return { state: 'failed', reason: receipt.reason };
  const nextAt = Date.now() + (receipt.afterMs || backoff(delivery.attempts));
  return { state: delivery.ambiguous ? 'sending' : 'queued', nextAt, reason: receipt.reason };
}

/** 1, 2, 4 … seconds. */
const backoff = (attempts: number) => Math.min(1000 * 2 ** attempts, MAX_BACKOFF_MS);
