import type { Chat, ChatState } from '../src/chat-types.ts';

/** Waits for a state that fits; fails after `timeout` milliseconds with what the state was. */
export function until(chat: Chat, fits: (state: ChatState) => boolean, timeout = 5000): Promise<ChatState> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`No such state came: ${JSON.stringify(chat.state)}`));
    }, timeout);
    const stop = chat.subscribe((state) => {
      if (!fits(state)) return;
      clearTimeout(timer);
      queueMicrotask(() => stop());
      resolve(state);
    });
  });
}

export const isOnline = (state: ChatState): boolean => state.connection === 'online';
export const texts = ({ messages }: ChatState): string[] => messages.map(({ text }) => text);
