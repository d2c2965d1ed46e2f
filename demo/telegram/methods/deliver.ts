import type { Message } from '@grammyjs/types';
import { badRequest } from '../bot-api-error.ts';
import type { ChatState } from '../chats.ts';
import { isRecord, readInteger, readJson, type Params } from '../params.ts';
import { readMarkup } from '../reply-markup.ts';
import { unixTime, type World } from '../world.ts';

/** Puts a message of the bot into a chat: what all `send…` methods share. Everything is checked before anything is stored. */
export function deliver<T extends Partial<Message>>(world: World, state: ChatState, params: Params, content: T) {
  const markup = readMarkup(params);
  const replyTo = repliedMessage(state, params);
  const message = {
    message_id: world.chats.nextMessageId(),
    from: botAsUser(world),
    chat: state.chat,
    date: unixTime(world),
    ...(replyTo ? { reply_to_message: replyTo } : {}),
    ...content,
    ...(markup.kind === 'inline' ? { reply_markup: markup.markup } : {}),
  };
  world.chats.setDraft(state, undefined);
  world.chats.tell(state, { type: 'action', action: null });
  world.chats.put(state, message);
  if (markup.kind === 'reply') world.chats.setKeyboard(state, markup.markup);
  if (markup.kind === 'remove') world.chats.setKeyboard(state, undefined);
  return message;
}

function botAsUser(world: World) {
  const { id, first_name, username } = world.bot;
  return { id, is_bot: true as const, first_name, username };
}

function repliedMessage(state: ChatState, params: Params) {
  const given = readJson(params, 'reply_parameters');
  const options = isRecord(given) ? given : {};
  const id = options['message_id'] ?? readInteger(params, 'reply_to_message_id');
  if (id === undefined) return undefined;
  const message = state.messages.find((other) => other.message_id === id);
  if (!message && options['allow_sending_without_reply'] !== true) {
    throw badRequest('message to be replied not found');
  }
  // The quoted message is never nested twice, and Telegram leaves its keyboard out.
  return message && { ...message, reply_to_message: undefined, reply_markup: undefined };
}
