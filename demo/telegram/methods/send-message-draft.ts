import { badRequest } from '../bot-api-error.ts';
import { readFormattedText } from '../formatted-text.ts';
import { readInteger } from '../params.ts';
import { defineMethod } from '../world.ts';
import { chatOf } from './chat-of.ts';
import { TEXT_LIMIT } from './send-message.ts';

export const sendMessageDraft = defineMethod('sendMessageDraft', (world, params) => {
  const state = chatOf(world, params);
  const id = readInteger(params, 'draft_id') ?? 0;
  if (id === 0) throw badRequest('draft_id must be non-zero');
  const rules = { field: 'text', limit: TEXT_LIMIT, tooLong: 'message is too long', mayBeEmpty: true } as const;
  const { text, entities } = readFormattedText(params, rules);
  world.chats.setDraft(state, { id, text, entities });
  return true;
});
