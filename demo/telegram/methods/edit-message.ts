import { isDeepStrictEqual } from 'node:util';
import type { Message } from '@grammyjs/types';
import { badRequest } from '../bot-api-error.ts';
import type { ChatState } from '../chats.ts';
import { readFormattedText } from '../formatted-text.ts';
import type { Params } from '../params.ts';
import { readMarkup } from '../reply-markup.ts';
import { defineMethod, unixTime, type World } from '../world.ts';
import { ownMessage } from './chat-of.ts';
import { TEXT_LIMIT } from './send-message.ts';

export const editMessageText = defineMethod('editMessageText', (world, params) => {
  const rules = { field: 'text', limit: TEXT_LIMIT, tooLong: 'MESSAGE_TOO_LONG', mayBeEmpty: false } as const;
  const { text, entities } = readFormattedText(params, rules);
  const [state, message] = editable(world, params);
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  const { entities: _old, ...rest } = message;
  const after = { ...withMarkup(rest, params), text, ...(entities.length > 0 ? { entities } : {}) };
  return replace(world, state, { before: message, after });
});

export const editMessageReplyMarkup = defineMethod('editMessageReplyMarkup', (world, params) => {
  const [state, message] = editable(world, params);
  return replace(world, state, { before: message, after: withMarkup(message, params) });
});

function editable(world: World, params: Params): [ChatState, Message] {
  const [state, message] = ownMessage(world, params, 'edit');
  if (message.from?.id !== world.bot.id) throw badRequest("message can't be edited");
  return [state, message];
}

/** An edit without `reply_markup` takes the inline keyboard away. */
function withMarkup(message: Message, params: Params): Message {
  const { reply_markup: _old, ...rest } = message;
  const markup = readMarkup(params);
  return markup.kind === 'inline' ? { ...rest, reply_markup: markup.markup } : rest;
}

function replace<T extends Message>(world: World, state: ChatState, { before, after }: { before: Message; after: T }) {
  if (isDeepStrictEqual(contentOf(before), contentOf(after))) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    );
  }
  const edited = { ...after, edit_date: unixTime(world) };
  world.chats.put(state, edited);
  return edited;
}

function contentOf({ text, entities = [], reply_markup: markup }: Message): unknown {
  return { text, entities, markup };
}
