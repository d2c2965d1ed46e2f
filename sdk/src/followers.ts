import type { ChatEvents } from './chat-types.ts';
import type { Emitter } from './emitter.ts';
import type { Message } from './protocol.ts';

export interface Followers {
  /** Messages stored from now on; those that the loop has not come to are kept. */
  follow(): AsyncIterable<Message>;
  end(): void;
}

export function createFollowers(events: Emitter<ChatEvents>): Followers {
  const ends = new Set<() => void>();
  async function* read(queue: Message[], wait: () => Promise<boolean>, leave: () => void) {
    try {
      do while (queue.length) yield queue.shift()!;
      while (await wait());
    } finally {
      leave();
    }
  }
  return {
    follow() {
      const queue: Message[] = [];
      let ended = false;
      let wake = () => {};
      const end = () => ((ended = true), wake());
      const off = events.on('message', (message) => (queue.push(message), wake()));
      ends.add(end);
      const wait = async () => {
        if (!queue.length && !ended) await new Promise<void>((resolve) => (wake = resolve));
        return queue.length > 0 || !ended;
      };
      return read(queue, wait, () => (off(), ends.delete(end)));
    },
    end: () => ends.forEach((end) => end()),
  };
}
