import { findLocale } from '../../content/locale-tag.ts';
import type { BotHouse, Buttons } from './bot-house.ts';
import { CHANNEL } from './chat-person.ts';
import type { PressContext, PrivateContext } from './conversation-handlers.ts';

/** `/lang` and the press of a language. */
export function createLanguageHandlers(house: BotHouse) {
  const { intake, words } = house;

  async function handleLang(context: PrivateContext): Promise<void> {
    const locale = await house.localeOf(context);
    const offered = intake.languages(house.person(context).siteId);
    const buttons: Buttons = offered.map((tag) => [{ text: nativeName(tag), callback_data: `lang:${tag}` }]);
    house.say(context, words.t(locale, 'telegram:lang.ask'), buttons);
  }

  async function handleChosen(context: PressContext, tag: string): Promise<void> {
    const person = house.person(context);
    const locale = findLocale(tag, intake.languages(person.siteId)) ?? (await house.localeOf(context));
    house.answerQuery(context);
    house.replaceQuestion(context, words.t(locale, 'telegram:lang.changed', { language: nativeName(locale) }));
    // Without a conversation there is nothing to keep the choice: the greeting begins one in that language.
    if (await intake.localeOf(CHANNEL, person.address)) await intake.setLocale(CHANNEL, person.address, locale);
    else await intake.greet({ ...person, locale }, house.keyOf(context));
  }

  return { handleLang, handleChosen };
}

function nativeName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
