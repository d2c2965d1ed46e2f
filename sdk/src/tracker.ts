import { closedError } from './chat-error.ts';
import type { ChatState } from './chat-types.ts';
import type { Asks, Message } from './protocol.ts';

export interface TrackerOptions {
  ask(event: 'page:event', told: Asks['page:event'][0]): Promise<Asks['page:event'][1]>;
  subscribe(listener: (state: ChatState) => void): () => void;
}

export interface Tracker {
  track(name: string, data?: unknown): Promise<Message | undefined>;
}

interface Waiting {
  told: Asks['page:event'][0];
  settle(answer: Promise<Message | undefined>): void;
}

/** The server keeps no more of them. */
const MOST_WAITING = 20;

/** What a page tells of its visitor waits for a connection that somebody else begins, and for his consent where the site asks for it. */
export function createTracker({ ask, subscribe }: TrackerOptions): Tracker {
  const waiting: Waiting[] = [];
  let isHeard = false;
  const send = async (told: Waiting['told']) => (await ask('page:event', told)).message;
  const flush = () => {
    for (const { told, settle } of waiting.splice(0)) settle(send(told));
  };
  subscribe(({ connection, site }) => {
    isHeard = connection === 'online' && site?.consent?.given !== false;
    if (isHeard) flush();
  });
  return {
    track(name, data) {
      const answer = new Promise<Message | undefined>((settle) => waiting.push({ told: { name, data }, settle }));
      if (waiting.length > MOST_WAITING) waiting.shift()?.settle(Promise.reject(closedError()));
      if (isHeard) flush();
      return answer;
    },
  };
}
