import { MAX_TEXT_LENGTH } from '@agent-chat/sdk/protocol';
import type { ChatTypeContext, Context, Filter } from 'grammy';
import type { Message } from 'grammy/types';
import type { Inbound, InboundFile } from '../channel.ts';
import type { BotHouse } from './bot-house.ts';
import type { ConsentHandlers } from './consent-handlers.ts';
import { decodePress, PRESSED, type Press } from './press-data.ts';

export type PrivateContext = ChatTypeContext<Context, 'private'>;
export type PressContext = Filter<Context, 'callback_query:data'>;

const REMEMBERED = 1_000;
/** What is said of a file that was not taken. */
const REFUSALS: Partial<Record<string, string>> = {
  TOO_LARGE: 'telegram:file.tooLarge',
  UNSUPPORTED: 'telegram:file.unsupported',
  RATE_LIMITED: 'telegram:file.tooMany',
};

/** What is said in words, by a shared phone number or by a button. */
export function createConversationHandlers(house: BotHouse, consent: Pick<ConsentHandlers, 'ask'>) {
  const pressed = new Set<string>();

  /** Text, a shared phone number, and what is attached: an album is one message. */
  async function handleMessage(context: PrivateContext): Promise<void> {
    const messages = house.messagesOf(context);
    const text = messages.map(textOf).filter(Boolean).join('\n');
    const files = messages.flatMap(house.attachedTo);
    const isCut = text.length > MAX_TEXT_LENGTH;
    const said = { text: isCut ? text.slice(0, MAX_TEXT_LENGTH).toWellFormed() : text };
    if (!text.trim() && files.length === 0) return house.tell(context, 'telegram:unreadable');
    const taken = await receive(context, said, files);
    if (taken === 'consent-required') return consent.ask(context, () => handleMessage(context));
    if (isCut) await house.tell(context, 'telegram:cut', { limit: MAX_TEXT_LENGTH });
    if (taken === 'stale-pick') return;
    for (const code of new Set(taken.refused.map((error) => error.code))) {
      await house.tell(context, REFUSALS[code] ?? 'telegram:failed');
    }
  }

  /** A second press before the buttons have gone is the same choice made twice. */
  async function handlePress(context: PressContext): Promise<void> {
    const { data, message } = context.callbackQuery;
    const press = data === PRESSED ? undefined : decodePress(data, labelOf(context));
    const place = message && `${message.chat.id}:${message.message_id}`;
    if (press && place && !pressed.has(place)) {
      const taken = await receive(context, press);
      if (taken === 'consent-required') {
        house.answerQuery(context);
        return consent.ask(context, () => handlePress(context));
      }
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

  function receive(context: Context, { text, pick, scenario }: Press, files: InboundFile[] = []) {
    const { siteId, channel, externalId, address, name, locale } = house.person(context);
    const said = { text, ...(pick && { pick }), ...(scenario && { scenario }) };
    const inbound: Inbound = {
      siteId,
      channel,
      externalId,
      address,
      sender: { name, locale },
      ...said,
      ...(files.length > 0 && { files }),
      externalMessageId: house.keyOf(context),
    };
    return house.intake.receive(inbound);
  }

  return { handleMessage, handlePress };
}

function textOf({ text, caption, contact }: Message): string {
  if (contact) return contact.phone_number.replace(/^(?=\d)/, '+');
  return text ?? caption ?? '';
}

function labelOf({ callbackQuery }: PressContext): string | undefined {
  const buttons = callbackQuery.message?.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.find((button) => 'callback_data' in button && button.callback_data === callbackQuery.data)?.text;
}
