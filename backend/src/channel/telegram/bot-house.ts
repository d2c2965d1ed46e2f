import type { Api, Context } from 'grammy';
import type { InlineKeyboardButton, Message, Update } from 'grammy/types';
import type { Words } from '../../content/words.ts';
import type { InboundFile, Intake, Person } from '../channel.ts';
import { attachedTo } from './attached.ts';
import { CHANNEL, personOf } from './chat-person.ts';
import { PRESSED } from './press-data.ts';
import type { Replies } from './replies.ts';

export interface BotHouseOptions {
  intake: Intake;
  words: Words;
  replies: Replies;
  api: Api;
  siteId: string;
  /** By the id of an update: the other pictures of its album. */
  companions: ReadonlyMap<number, Update[]>;
  /** Where files are fetched from. */
  fileRoot: string;
}

export type Values = Record<string, string | number>;
export type Buttons = InlineKeyboardButton[][];

/** What the handlers of the bot share: who is there, in which language, and how to answer. */
export interface BotHouse {
  intake: Intake;
  words: Words;
  person(context: Context): Person;
  /** Of the message or the press: the same when its update is delivered again. */
  keyOf(context: Context): string;
  /** The message and the other pictures of its album. */
  messagesOf(context: Context): Message[];
  attachedTo(message: Message): InboundFile[];
  localeOf(context: Context): Promise<string>;
  /** Says a text of ours in the person's language. */
  tell(context: Context, key: string, values?: Values): Promise<void>;
  say(context: Context, text: string, buttons?: Buttons): void;
  /** Ends the progress on a pressed button, with a short notice where there is something to say. */
  answerQuery(context: Context, notice?: string): void;
  /** Puts the pressed button in place of all buttons. */
  showPressed(context: Context, label: string): void;
  /** Puts a text in place of a question and its buttons. */
  replaceQuestion(context: Context, text: string): void;
}

export function createBotHouse(options: BotHouseOptions): BotHouse {
  const { intake, words, replies, api, siteId, companions, fileRoot } = options;
  const house: BotHouse = {
    intake,
    words,
    person: (context) => personOf(context.from!, context.chat!.id, siteId),
    keyOf: ({ callbackQuery, message }) => callbackQuery?.id ?? `${message!.chat.id}:${message!.message_id}`,
    messagesOf({ update, message }) {
      const others = companions.get(update.update_id) ?? [];
      return [message, ...others.map((other) => other.message)].filter((one) => one !== undefined);
    },
    attachedTo: (message) => attachedTo(message, { api, fileRoot }),
    async localeOf(context) {
      const known = await intake.localeOf(CHANNEL, `${context.chat!.id}`);
      return known ?? intake.languageFor(house.person(context));
    },
    async tell(context, key, values) {
      house.say(context, words.t(await house.localeOf(context), key, values));
    },
    say(context, text, buttons) {
      const chatId = context.chat!.id;
      const markup = buttons && { reply_markup: { inline_keyboard: buttons } };
      replies.add(chatId, () =>
        api.sendMessage(chatId, text, { link_preview_options: { is_disabled: true }, ...markup }),
      );
    },
    answerQuery(context, notice) {
      const { id, message } = context.callbackQuery!;
      replies.add(message?.chat.id ?? 0, () => api.answerCallbackQuery(id, notice ? { text: notice } : {}));
    },
    showPressed(context, label) {
      const [chatId, messageId] = placeOf(context);
      const inline_keyboard = [[{ text: `✓ ${label}`.slice(0, 64).toWellFormed(), callback_data: PRESSED }]];
      replies.add(chatId, () => api.editMessageReplyMarkup(chatId, messageId, { reply_markup: { inline_keyboard } }));
    },
    replaceQuestion(context, text) {
      const [chatId, messageId] = placeOf(context);
      replies.add(chatId, () => api.editMessageText(chatId, messageId, text));
    },
  };
  return house;
}

function placeOf({ callbackQuery }: Context): [number, number] {
  const message = callbackQuery!.message!;
  return [message.chat.id, message.message_id];
}
