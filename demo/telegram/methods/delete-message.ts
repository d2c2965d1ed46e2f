import { badRequest } from '../bot-api-error.ts';
import { defineMethod, unixTime } from '../world.ts';
import { ownMessage } from './chat-of.ts';

const DELETE_WITHIN_SECONDS = 48 * 60 * 60;

export const deleteMessage = defineMethod('deleteMessage', (world, params) => {
  const [state, message] = ownMessage(world, params, 'delete');
  if (message.date < unixTime(world) - DELETE_WITHIN_SECONDS) throw badRequest("message can't be deleted");
  world.chats.remove(state, message.message_id);
  return true;
});
