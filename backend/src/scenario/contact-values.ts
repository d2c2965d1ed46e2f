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
/** A mail address and what may stand around it. */
const LONGEST_WORD = 300;
const EMAIL =
  /^[\p{L}\p{N}_][\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}$/u;
/** Around a word, or a label before it: `mailto:`, `E-mail:`. */
const AROUND_EMAIL = /^(?:[\p{L}-]+:)?['“”„‘’*,;:{]*|['“”„‘’*,;:.!?}]+$/gu;
const LEAST_NAME_LETTERS = 2;
/** More Chinese characters in a row are a sentence. */
const LONG_HAN = /\p{Script=Han}{6}/u;
const NO_NAME = /[\d@<>{}[\]\\|/\p{Cc}\u202a-\u202e\u2066-\u2069]|^[=+-]/u;
/** Also without a scheme: `www.`, or a dot before letters of one case, unlike those of `Dr.Smith` and `J.R.` */
const WEB_ADDRESS = /\b[wW]{3}\.|\.(?:\p{Ll}{2,}|\p{Lu}{2,})/u;

/** A person's name, without "my name is". Greetings and other words that name nobody are none. */
export function readName(text: string, environment: Environment): ContactValue | undefined {
  const name = withoutIntroduction(text.replace(/\s+/g, ' ').trim(), environment).replace(/[\s.,!;。，！；،؛]+$/, '');
  if (name.length > LONGEST_NAME || name.split(' ').length > MOST_NAME_WORDS || LONG_HAN.test(name)) return undefined;
  if (!looksLikeName(name.normalize('NFKC')) || isNoName(name, environment)) return undefined;
  return { key: 'name', value: name, label: name };
}

/** The first word of a text that is a mail address from end to end; its domain in lower case. */
export function readEmail(text: string): ContactValue | undefined {
  const words = text.split(/[\s<>()[\]"«»]+/u).filter((word) => word.includes('@') && word.length <= LONGEST_WORD);
  const found = words.map((word) => word.replace(AROUND_EMAIL, '')).find(isEmail);
  if (found === undefined) return undefined;
  const at = found.lastIndexOf('@');
  const local = found.slice(0, at);
  const email = local + found.slice(at).toLowerCase();
  return { key: 'email', value: email, label: email };
}

/** The first phone number in a text, as E.164. Numbers without a prefix are read as those of the country. */
export function readPhone(text: string, environment: Environment): ContactValue | undefined {
  const number = parsePhoneNumberFromString(text.slice(0, 250), countryOf(text, environment));
  if (!number?.isValid()) return undefined;
  return { key: 'phone', value: number.number, label: number.formatInternational() };
}

function isEmail(word: string): boolean {
  return word.length <= LONGEST_EMAIL && EMAIL.test(word) && !/\.@|\.\./.test(word);
}

function looksLikeName(name: string): boolean {
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  return letters >= LEAST_NAME_LETTERS && !NO_NAME.test(name) && !WEB_ADDRESS.test(name);
}

function isNoName(name: string, { t }: Environment): boolean {
  const none = [...phrases(t('scenarios:common.notNames')), ...phrases(t('scenarios:common.refusals'))];
  return consistsOf(normalise(name), none);
}

function consistsOf(said: string, phrases: string[]): boolean {
  if (said === '') return true;
  return phrases.some(
    (phrase) => `${said} `.startsWith(`${phrase} `) && consistsOf(said.slice(phrase.length + 1), phrases),
  );
}

/** `8` and ten digits is how Russians write a national number; elsewhere it would pass for a local one. */
function countryOf(text: string, { locale, country }: Environment): CountryCode | undefined {
  const russian = locale.startsWith('ru') && !text.includes('+') && /^8\d{10}$/.test(text.replace(/\D/g, ''));
  return russian ? 'RU' : (country as CountryCode | undefined);
}

function withoutIntroduction(text: string, environment: Environment): string {
  const introductions = phrases(environment.t('scenarios:common.nameIntroductions'));
  const rest = /^\p{Script=Han}/u.test(text) ? withoutHan : withoutWords;
  return introductions.map((phrase) => rest(text, phrase)).find((name) => name !== undefined) ?? text;
}

/** An introduction may have fewer words than its phrase: "I'm" is two when normalised. */
function withoutWords(text: string, introduction: string): string | undefined {
  const words = text.split(' ');
  const most = Math.min(introduction.split(' ').length, words.length - 1);
  for (let count = 1; count <= most; count++) {
    if (normalise(words.slice(0, count).join(' ')) === introduction) return words.slice(count).join(' ');
  }
  return undefined;
}

/** In Chinese nothing stands between the introduction and the name, and a polite particle may end it: 叫我小王吧. */
function withoutHan(text: string, introduction: string): string | undefined {
  const spelled = introduction.replaceAll(' ', '[\\s\\p{P}]*');
  return new RegExp(`^${spelled}[\\s\\p{P}]*(\\p{L}.*?)(?:吧|就好|就行|就可以)?[\\s\\p{P}]*$`, 'u').exec(text)?.[1];
}
