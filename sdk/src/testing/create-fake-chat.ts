import type { ChatMessage, ChatState } from '../chat-types.ts';
import { FakeChat } from './fake-chat.ts';
import { message } from './samples.ts';

export interface FakeChatOptions extends Omit<Partial<ChatState>, 'messages'> {
  /** What was said before; everything that is left out is filled in, `seq` by their order. */
  messages?: Partial<ChatMessage>[];
}

/**
 * A chat for your own tests, without a server.
 *
 * ```ts
 * const chat = createFakeChat({ messages: [{ text: 'Welcome!' }] });
 * mountMyChat(chat);
 * await chat.stream('From €49, and it takes a day.', { every: 20 });
 * assert.deepEqual(chat.asked, [['send', 'How much is a tune-up?', undefined]]);
 * ```
 */
export function createFakeChat({ messages = [], ...state }: FakeChatOptions = {}): FakeChat {
  return new FakeChat({ ...state, messages: messages.map((fields, index) => message({ seq: index + 1, ...fields })) });
}
