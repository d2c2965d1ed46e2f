import { badRequest } from '../bot-api-error.ts';
import { readFlag, readText } from '../params.ts';
import { defineMethod } from '../world.ts';

const TEXT_LIMIT = 200;

export const answerCallbackQuery = defineMethod('answerCallbackQuery', (world, params) => {
  const queryId = readText(params, 'callback_query_id');
  const chatId = world.callbacks.find(queryId);
  const state = chatId === undefined ? undefined : world.chats.find(chatId);
  if (!state) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  const text = readText(params, 'text');
  if (text.length > TEXT_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
  world.chats.tell(state, { type: 'answered', queryId, text, alert: readFlag(params, 'show_alert') });
  return true;
});
