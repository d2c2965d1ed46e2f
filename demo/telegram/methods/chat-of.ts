import type { Message } from '@grammyjs/types';
import { badRequest, BotApiError } from '../bot-api-error.ts';
import type { ChatState } from '../chats.ts';
import { readInteger, readText, type Params } from '../params.ts';
import type { World } from '../world.ts';

/** The chat a call names, if the bot may write there: 400 when it is unknown, 403 when the person blocked the bot. */
export function chatOf(world: World, params: Params): ChatState {
  const state = knownChat(world, params);
  if (state.blocked) throw new BotApiError(403, 'bot was blocked by the user');
  return state;
}

/** As `chatOf`, without the question whether the person would receive it. */
export function knownChat(world: World, params: Params): ChatState {
  if (readText(params, 'chat_id') === '') throw badRequest('chat_id is empty');
  const state = world.chats.find(readInteger(params, 'chat_id') ?? 0);
  if (!state?.started) throw badRequest('chat not found');
  return state;
}

/** A message of the bot that a call wants to change. `verb` completes Telegram's refusal: "message to edit not found". */
export function ownMessage(world: World, params: Params, verb: 'edit' | 'delete'): [ChatState, Message] {
  const state = knownChat(world, params);
  const id = readInteger(params, 'message_id');
  const message = state.messages.find((other) => other.message_id === id);
  if (!message) throw badRequest(`message to ${verb} not found`);
  return [state, message];
}
