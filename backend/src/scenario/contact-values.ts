import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { normalise, phrases } from './phrases.ts';
import type { Environment } from './scenario.ts';

export interface ContactValue {
  key: 'name' | 'email' | 'phone';
  value: string;
  /** As people read it. */
  label: string;
}

const LONGEST_NAME = 80;
const MOST_NAME_WORDS = 5;
/** RFC 5321, 4.5.3.1: a path has at most 256 octets, two of them brackets. */
const LONGEST_EMAIL = 254;
const EMAIL =
  /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}/u;

/** A person's name, without "my name is". */
export function readName(text: string, environment: Environment): ContactValue | undefined {
  const name = withoutIntroduction(text.replace(/\s+/g, ' ').trim(), environment).replace(/[\s.,!;]+$/, '');
  if (name.length > LONGEST_NAME || name.split(' ').length > MOST_NAME_WORDS) return undefined;
  if (!/\p{L}/u.test(name) || /[\d@<>{}[\]\\|]|:\/\//.test(name)) return undefined;
  return { key: 'name', value: name, label: name };
}

/** The first mail address in a text; its domain in lower case. */
export function readEmail(text: string): ContactValue | undefined {
  const found = EMAIL.exec(text.slice(0, 1000))?.[0];
  if (!found || found.length > LONGEST_EMAIL) return undefined;
  const at = found.lastIndexOf('@');
  const local = found.slice(0, at);
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return undefined;
  const email = local + found.slice(at).toLowerCase();
  return { key: 'email', value: email, label: email };
}

/** The first phone number in a text, as E.164. Numbers without a prefix are read as those of the country. */
export function readPhone(text: string, environment: Environment): ContactValue | undefined {
  const number = parsePhoneNumberFromString(text.slice(0, 250), countryOf(text, environment));
  if (!number?.isValid()) return undefined;
  return { key: 'phone', value: number.number, label: number.formatInternational() };
}

/** `8` and ten digits is how Russians write a national number; elsewhere it would pass for a local one. */
function countryOf(text: string, { locale, country }: Environment): CountryCode | undefined {
  const russian = locale.startsWith('ru') && !text.includes('+') && /^8\d{10}$/.test(text.replace(/\D/g, ''));
  return russian ? 'RU' : (country as CountryCode | undefined);
}

function withoutIntroduction(text: string, environment: Environment): string {
  const words = text.split(' ');
  for (const phrase of phrases(environment.t('scenarios:common.nameIntroductions'))) {
    const length = phrase.split(' ').length;
    if (words.length > length && normalise(words.slice(0, length).join(' ')) === phrase)
      return words.slice(length).join(' ');
  }
  return text;
}
