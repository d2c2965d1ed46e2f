import { MAX_TEXT_LENGTH } from '@agent-chat/sdk/protocol';
import type { ChatTypeContext, Context, Filter } from 'grammy';
import type { Message } from 'grammy/types';
import type { Inbound } from '../channel.ts';
import type { BotHouse } from './bot-house.ts';
import { decodePress, PRESSED, type Press } from './press-data.ts';

export type PrivateContext = ChatTypeContext<Context, 'private'>;
export type PressContext = Filter<Context, 'callback_query:data'>;

const REMEMBERED = 1_000;

/** What is said in words, by a shared phone number or by a button. */
export function createConversationHandlers(house: BotHouse) {
  const albums = new Map<number, string>();
  const pressed = new Set<string>();

  /** Text, a shared phone number, or the words under a picture. */
  async function handleMessage(context: PrivateContext): Promise<void> {
    const message = context.message!;
    const { chat } = context;
    const text = textOf(message);
    const isCut = text.length > MAX_TEXT_LENGTH;
    if (text.trim()) {
      const said = { text: isCut ? text.slice(0, MAX_TEXT_LENGTH).toWellFormed() : text };
      await receive(context, said);
    }
    if (isCut) await house.tell(context, 'telegram:cut', { limit: MAX_TEXT_LENGTH });
    else if (isFile(message) && !isSameAlbum(chat.id, message)) await house.tell(context, 'telegram:textOnly');
  }

  /** A second press before the buttons have gone is the same choice made twice. */
  async function handlePress(context: PressContext): Promise<void> {
    const { data, message } = context.callbackQuery;
    const press = data === PRESSED ? undefined : decodePress(data, labelOf(context));
    const place = message && `${message.chat.id}:${message.message_id}`;
    if (press && place && !pressed.has(place)) {
      const taken = await receive(context, press);
      if (taken === 'stale-pick') {
        const locale = await house.localeOf(context);
        return house.answerQuery(context, house.words.t(locale, 'telegram:stalePress'));
      }
      pressed.add(place);
      if (pressed.size > REMEMBERED) pressed.delete(pressed.values().next().value!);
      house.showPressed(context, labelOf(context) ?? press.text);
    }
    house.answerQuery(context);
  }

  function receive(context: Context, { text, pick, scenario }: Press) {
    const { siteId, channel, externalId, address, name, locale } = house.person(context);
    const said = { text, ...(pick && { pick }), ...(scenario && { scenario }) };
    const inbound: Inbound = {
      siteId,
      channel,
      externalId,
      address,
      sender: { name, locale },
      ...said,
      externalMessageId: house.keyOf(context),
    };
    return house.intake.receive(inbound);
  }

  /** The pictures of an album come as separate messages and get one answer. */
  function isSameAlbum(chatId: number, { media_group_id: album }: Message): boolean {
    if (album === undefined) return false;
    const isSame = albums.get(chatId) === album;
    albums.set(chatId, album);
    return isSame;
  }

  return { handleMessage, handlePress };
}

function textOf({ text, caption, contact }: Message): string {
  if (contact) return contact.phone_number.replace(/^(?=\d)/, '+');
  return text ?? caption ?? '';
}

function isFile({ text, contact }: Message): boolean {
  return text === undefined && contact === undefined;
}

function labelOf({ callbackQuery }: PressContext): string | undefined {
  const buttons = callbackQuery.message?.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.find((button) => 'callback_data' in button && button.callback_data === callbackQuery.data)?.text;
}
