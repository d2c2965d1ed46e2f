import type { Conversations } from '../conversation/conversations.ts';
import type { LiveEvent, LiveListener } from '../conversation/live.ts';
import type { Log } from '../telemetry/log.ts';
import type { Address, Channel } from './channel.ts';

export interface FollowerOptions {
  channels: ReadonlyMap<string, Channel>;
  conversations: Pick<Conversations, 'liveAddress'>;
  log: Log;
}

const FOLLOWED = new Set<LiveEvent['event']>(['turn:changed', 'message:start', 'message:delta', 'message:end']);

/** Shows the answer that is being made on the channel where the person wrote last. The address is looked up once a turn. */
export function createFollower({ channels, conversations, log }: FollowerOptions): LiveListener {
  const following = new Map<string, Promise<Address | undefined>>();

  return (event) => {
    if (channels.size === 0 || !FOLLOWED.has(event.event)) return;
    const { conversationId } = event;
    const begins = event.event === 'turn:changed' && event.payload.state === 'thinking';
    if (begins)
      following.set(
        conversationId,
        conversations.liveAddress(conversationId).catch(() => undefined),
      );
    const address = following.get(conversationId);
    if (event.event === 'turn:changed' && event.payload.state === 'idle') following.delete(conversationId);
    void address?.then((found) => found && show(event, found));
  };

  function show(event: LiveEvent, address: Address): void {
    try {
      channels.get(address.channel)?.live?.(event, address);
    } catch (error) {
      log.warn(
        { channel: address.channel, error: (error as Error).message },
        'A channel could not show an answer in the making',
      );
    }
  }
}
