import { badRequest } from '../bot-api-error.ts';
import { isRecord, readInteger, readJson } from '../params.ts';
import { defineMethod } from '../world.ts';
import { chatOf } from './chat-of.ts';

export const setMessageReaction = defineMethod('setMessageReaction', (world, params) => {
  const state = chatOf(world, params);
  const messageId = readInteger(params, 'message_id');
  const message = state.messages.find((other) => other.message_id === messageId);
  if (!message) throw badRequest('message to react not found');
  const reaction = readJson(params, 'reaction') ?? [];
  if (!Array.isArray(reaction)) throw badRequest("can't parse reaction: expected an Array of ReactionType");
  if (reaction.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  const first: unknown = reaction[0];
  const emoji = isRecord(first) && typeof first['emoji'] === 'string' ? first['emoji'] : null;
  world.chats.tell(state, { type: 'reaction', messageId: message.message_id, emoji });
  return true;
});
