import type { Message } from '@grammyjs/types';
import type { ChatState } from './chats.ts';
import type { World } from './world.ts';

/** A part of the text, a pattern for it, or a test of the message. */
export type MessageMatch = string | RegExp | ((message: Message) => boolean);

interface WaitOptions {
  match: MessageMatch;
  timeoutMs?: number | undefined;
}

/** Only the bot's messages count. The error of a timeout tells what the bot has said. */
export function waitForMessage(world: World, state: ChatState, options: WaitOptions): Promise<Message> {
  const { match, timeoutMs = 5000 } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const own = (): Message[] => state.messages.filter((message) => message.from?.id === world.bot.id);
  const look = (): void => {
    const found = own().find((message) => fits(message, match));
    if (found) resolve(found);
  };
  const fail = (): void => {
    const said = own().map((message) => JSON.stringify(message.text ?? message.caption ?? ''));
    reject(new Error(`no fitting message within ${timeoutMs} ms; the bot said: ${said.join(', ') || 'nothing'}`));
  };
  const timer = setTimeout(fail, timeoutMs);
  const unwatch = world.chats.watch(state.chat.id, look);
  look();
  return promise.finally(() => {
    clearTimeout(timer);
    unwatch();
  });
}

function fits(message: Message, match: MessageMatch): boolean {
  if (typeof match === 'function') return match(message);
  const text = message.text ?? message.caption ?? '';
  return typeof match === 'string' ? text.includes(match) : match.test(text);
}
