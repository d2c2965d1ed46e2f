import { visibleLength } from '../../backend/src/translation/check-text.ts';

const ACCENTED: Record<string, string> = Object.fromEntries(
  [...'abcdefghijklmnoprstuwyzABCDEFGHIJKLMNOPRSTUWYZ'].map((letter, index) => [
    letter,
    [...'åƀçðéƒĝĥîĵķļḿñöþŕšţûŵýžÅƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞŔŠŢÛŴÝŽ'][index]!,
  ]),
);
const FILLER = ' öñé ţŵö ţĥŕéé ƒöûŕ ƒîvé šîx šévéñ éîĝĥţ ñîñé ţéñ';
const LONGER = 1.4;

/** What is no language: placeholders, references to other texts, commands, addresses. */
const KEPT = /(\{\{[^{}]*\}\}|\$t\([^)]*\)|https?:\/\/\S+|[\w.+-]+@[\w.-]+|(?<![\w/])\/[a-z]+\b)/;

const OVERRIDE = '\u202E';
const POP = '\u202C';
const RIGHT_TO_LEFT_MARK = '\u200F';

/** English that can be read, with accents, in brackets and 40 % longer: shows what is cut, and what is no text of `locales/`. */
export function accentText(text: string, limit = Infinity): string {
  if (text.trim() === '') return text;
  const accented = mapWords(text, (part) => part.replace(/[a-z]/gi, (letter) => ACCENTED[letter] ?? letter));
  const length = visibleLength(text);
  const room = Math.min(Math.ceil(length * LONGER), Math.max(limit, length)) - length;
  if (room < 2) return accented + '~'.repeat(room);
  const filler = FILLER.repeat(Math.ceil(room / FILLER.length)).slice(0, room - 2);
  return `[${accented}${filler}]`;
}

/** English that runs from right to left, word by word: shows what is not mirrored. */
export function mirrorText(text: string): string {
  const mirrored = mapWords(text, (part) => part.replace(/[\p{L}\p{M}'’]+/gu, (word) => `${OVERRIDE}${word}${POP}`));
  return mirrored.replace(/^.*\S.*$/gm, (line) => `${RIGHT_TO_LEFT_MARK}${line}${RIGHT_TO_LEFT_MARK}`);
}

function mapWords(text: string, change: (part: string) => string): string {
  return text
    .split(KEPT)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}
