import type { BotHouse } from './bot-house.ts';
import type { PressContext, PrivateContext } from './conversation-handlers.ts';

type Again = () => Promise<void>;

/** Chats that are asked at the same time. */
const REMEMBERED = 1_000;

/** Where the site asks for consent: what is said before it was given is kept nowhere but here, and taken in after it. */
export function createConsentHandlers(house: BotHouse) {
  const { intake, words } = house;
  const waiting = new Map<number, Again[]>();

  async function ask(context: PrivateContext | PressContext, again: Again): Promise<void> {
    const chatId = context.chat!.id;
    const before = waiting.get(chatId);
    waiting.set(chatId, [...(before ?? []), again].slice(-10));
    if (waiting.size > REMEMBERED) waiting.delete(waiting.keys().next().value!);
    const consent = before ? undefined : await intake.consentText(house.person(context));
    if (!consent) return;
    const locale = await house.localeOf(context);
    const text = [consent.text, consent.url].filter(Boolean).join('\n');
    house.say(context, words.t(locale, 'telegram:consent.ask', { text }), [
      [{ text: words.t(locale, 'telegram:consent.agree'), callback_data: 'consent', style: 'primary' }],
    ]);
  }

  async function handleAgree(context: PressContext): Promise<void> {
    const chatId = context.chat!.id;
    await intake.giveConsent(house.person(context));
    house.answerQuery(context);
    house.replaceQuestion(context, words.t(await house.localeOf(context), 'telegram:consent.done'));
    const said = waiting.get(chatId) ?? [];
    waiting.delete(chatId);
    for (const again of said) await again();
  }

  return { ask, handleAgree };
}

export type ConsentHandlers = ReturnType<typeof createConsentHandlers>;
