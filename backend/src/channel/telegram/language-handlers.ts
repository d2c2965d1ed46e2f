import type { Context } from 'grammy';
import { findLocale } from '../../content/locale-tag.ts';
import type { BotHouse, Buttons } from './bot-house.ts';
import { CHANNEL } from './chat-person.ts';
import type { PressContext, PrivateContext } from './conversation-handlers.ts';

/** `/lang`, alone or with a language, and the press of a language. */
export function createLanguageHandlers(house: BotHouse) {
  const { intake, words } = house;

  async function handleLang(context: PrivateContext, named: string): Promise<void> {
    const offered = intake.languages(house.person(context).siteId);
    const wanted = languageNamed(named, offered);
    if (wanted !== undefined) {
      house.say(context, changedTo(wanted));
      return keep(context, wanted);
    }
    const locale = await house.localeOf(context);
    const buttons: Buttons = offered.map((tag) => [{ text: nativeName(tag), callback_data: `lang:${tag}` }]);
    house.say(context, words.t(locale, 'telegram:lang.ask'), buttons);
  }

  async function handleChosen(context: PressContext, tag: string): Promise<void> {
    const person = house.person(context);
    const locale = findLocale(tag, intake.languages(person.siteId)) ?? (await house.localeOf(context));
    house.answerQuery(context);
    house.replaceQuestion(context, changedTo(locale));
    await keep(context, locale);
  }

  /** Without a conversation there is nothing to keep the choice: the greeting begins one in that language. */
  async function keep(context: Context, locale: string): Promise<void> {
    const person = house.person(context);
    if (await intake.localeOf(CHANNEL, person.address)) await intake.setLocale(CHANNEL, person.address, locale);
    else await intake.greet({ ...person, locale }, house.keyOf(context));
  }

  function changedTo(locale: string): string {
    return words.t(locale, 'telegram:lang.changed', { language: nativeName(locale) });
  }

  return { handleLang, handleChosen };
}

/** By its tag or its own name: `de`, `Deutsch`. */
function languageNamed(name: string, offered: readonly string[]): string | undefined {
  const isName = (tag: string) => nativeName(tag).toLocaleLowerCase(tag) === name.toLocaleLowerCase(tag);
  return name === '' ? undefined : (findLocale(name, offered) ?? offered.find(isName));
}

function nativeName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
