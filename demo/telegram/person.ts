import type { Chat, ChatMember, Message, MessageEntity, Update, User } from '@grammyjs/types';
import { attachedContent, type AttachedFile } from './attached-content.ts';
import type { ChatState, Draft } from './chats.ts';
import { withDetectedEntities } from './detect-entities.ts';
import { pressButton, type PressResult } from './press-button.ts';
import { waitForMessage, type MessageMatch } from './wait-for-message.ts';
import { unixTime, type World } from './world.ts';

export interface PersonOptions {
  /** A free number when left out. The same id returns the same person. */
  id?: number;
  firstName: string;
  lastName?: string;
  username?: string;
  /** IETF tag of the person's app, e.g. "ru". */
  languageCode?: string;
}

/** What a person's message became: as stored, and the update that tells the bot (for `redeliver`). */
export interface SentMessage {
  message: Message & Update.NonChannel;
  updateId: number;
}

/** A person's side of the private chat with the bot. */
export interface TelegramPerson {
  readonly id: number;
  readonly chatId: number;
  readonly user: User;
  /** Sends a text; commands, links and the like get their entities. Throws while the bot is blocked. */
  send(text: string): SentMessage;
  /** Presses START, or opens a deep link with its payload. Unblocks the bot first if need be. */
  start(payload?: string): SentMessage;
  /**
   * Presses the newest button with this label or callback data, on `messageId` if given: an inline button makes a
   * callback query, a keyboard button sends its label or the contact, a link is only returned.
   */
  press(button: string, messageId?: number): PressResult;
  sendContact(phoneNumber?: string): SentMessage;
  /** Sends a file with a caption; several with one `album` are one. */
  attach(file: AttachedFile): SentMessage;
  edit(messageId: number, text: string): SentMessage;
  block(): void;
  unblock(): void;
  /** What stands in the chat now, both sides, after edits and deletions, oldest first. */
  messages(): Message[];
  draft(): Draft | undefined;
  /** The first message of the bot that fits, also one that is there already. Rejects after `timeoutMs` (5000). */
  waitForMessage(match: MessageMatch, timeoutMs?: number): Promise<Message>;
}

export function createPerson(world: World, user: User): TelegramPerson {
  const state = world.chats.open(user);
  const { chats, updates } = world;

  function add(content: Partial<Message>): SentMessage {
    if (state.blocked) throw new Error(`person ${user.id} has blocked the bot: unblock it first`);
    state.started = true;
    const ids = { message_id: chats.nextMessageId(), date: unixTime(world) };
    const message = { ...content, ...ids, from: user, chat: state.chat };
    chats.put(state, message);
    return { message, updateId: updates.push({ message }).update_id };
  }

  const person: TelegramPerson = {
    id: user.id,
    chatId: state.chat.id,
    user,
    send: (text) => add(textContent(text)),
    start(payload) {
      if (state.blocked) person.unblock();
      return person.send(payload ? `/start ${payload}` : '/start');
    },
    press: (button, messageId) => pressButton(world, { state, person, button, messageId }),
    sendContact(phoneNumber = '+49301234567') {
      const { first_name, last_name } = user;
      const contact = { phone_number: phoneNumber, first_name, user_id: user.id, ...(last_name ? { last_name } : {}) };
      return add({ contact });
    },
    attach: (file) => add(attachedContent(world, file)),
    edit(messageId, text) {
      const old = state.messages.find((message) => message.message_id === messageId && message.from?.id === user.id);
      if (!old) throw new Error(`person ${user.id} has no message ${messageId}`);
      const { entities: _entities, ...rest } = old;
      const edited = { ...rest, from: user, chat: state.chat, ...textContent(text), edit_date: unixTime(world) };
      chats.put(state, edited);
      return { message: edited, updateId: updates.push({ edited_message: edited }).update_id };
    },
    block: () => setBlocked(world, state, true),
    unblock: () => setBlocked(world, state, false),
    messages: () => [...state.messages],
    draft: () => state.draft,
    waitForMessage: (match, timeoutMs) => waitForMessage(world, state, { match, timeoutMs }),
  };
  return person;
}

function textContent(source: string): { text: string; entities?: MessageEntity[] } {
  const text = source.trim();
  if (text === '') throw new Error('Telegram sends no empty message');
  const entities = withDetectedEntities(text, []);
  return entities.length > 0 ? { text, entities } : { text };
}

function setBlocked(world: World, state: ChatState, blocked: boolean): void {
  if (state.blocked === blocked) return;
  state.blocked = blocked;
  const { id, first_name, username } = world.bot;
  const user: User = { id, is_bot: true, first_name, username };
  const member: ChatMember = { status: 'member', user };
  const kicked: ChatMember = { status: 'kicked', user, until_date: 0 };
  const chat: Chat = state.chat;
  world.updates.push({
    my_chat_member: {
      chat,
      from: state.person,
      date: unixTime(world),
      old_chat_member: blocked ? member : kicked,
      new_chat_member: blocked ? kicked : member,
    },
  });
}
