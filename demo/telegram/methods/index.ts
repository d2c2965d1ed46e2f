import type { Method } from '../world.ts';
import { answerCallbackQuery } from './answer-callback-query.ts';
import { deleteMyCommands, getMyCommands, setMyCommands } from './commands.ts';
import { deleteMessage } from './delete-message.ts';
import { getMyDescription, getMyShortDescription, setMyDescription, setMyShortDescription } from './descriptions.ts';
import { editMessageReplyMarkup, editMessageText } from './edit-message.ts';
import { getChat } from './get-chat.ts';
import { getFile } from './get-file.ts';
import { getMe } from './get-me.ts';
import { getUpdates } from './get-updates.ts';
import { sendChatAction } from './send-chat-action.ts';
import { sendDocument, sendPhoto, sendVoice } from './send-media.ts';
import { sendMessageDraft } from './send-message-draft.ts';
import { sendMessage } from './send-message.ts';
import { setMessageReaction } from './set-message-reaction.ts';
import { deleteWebhook, getWebhookInfo, setWebhook } from './webhook.ts';

const METHODS: readonly Method[] = [
  answerCallbackQuery,
  deleteMessage,
  deleteMyCommands,
  deleteWebhook,
  editMessageReplyMarkup,
  editMessageText,
  getChat,
  getFile,
  getMe,
  getMyCommands,
  getMyDescription,
  getMyShortDescription,
  getUpdates,
  getWebhookInfo,
  sendChatAction,
  sendDocument,
  sendMessage,
  sendMessageDraft,
  sendPhoto,
  sendVoice,
  setMessageReaction,
  setMyCommands,
  setMyDescription,
  setMyShortDescription,
  setWebhook,
];

/** Every method the emulator answers, by lower-cased name: Telegram's method names are case-insensitive. */
export const methods: ReadonlyMap<string, Method> = new Map(
  METHODS.map((method) => [method.name.toLowerCase(), method]),
);
