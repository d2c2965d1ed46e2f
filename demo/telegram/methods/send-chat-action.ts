import { badRequest } from '../bot-api-error.ts';
import { readText } from '../params.ts';
import { defineMethod } from '../world.ts';
import { chatOf } from './chat-of.ts';

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

export const sendChatAction = defineMethod('sendChatAction', (world, params) => {
  const state = chatOf(world, params);
  const action = readText(params, 'action');
  if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
  world.chats.tell(state, { type: 'action', action });
  return true;
});
