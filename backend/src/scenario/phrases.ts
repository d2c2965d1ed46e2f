const MOST_REMEMBERED = 1000;
const remembered = new Map<string, readonly string[]>();

/** What people write one way or the other: `ё`, and in Arabic the seats of the hamza, the last letters of a word, vowel signs and stretching. */
const FOLDED: [RegExp, string][] = [
  [/ё/g, 'е'],
  [/[أإآٱ]/g, 'ا'],
  [/ى/g, 'ي'],
  [/ة/g, 'ه'],
  [/[\u064b-\u065f\u0670\u0640\u200c-\u200f]/g, ''],
];
const LATIN_ACCENTS = /(?<=\p{Script=Latin})\p{M}+/gu;
/** Arabic and Persian. */
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
const HAN = /\p{Script=Han}/gu;
/** A Chinese word has two characters on average. */
const HAN_PER_WORD = 2;

/**
 * Folds case, width, digits, Latin accents, spelling and punctuation, so that texts can be compared as people mean them. Chinese is written without
 * spaces: each of its characters becomes a word, so that phrases are found within a text as in other languages.
 */
export function normalise(text: string): string {
  const folded = FOLDED.reduce(
    (left, [letters, one]) => left.replace(letters, one),
    text.normalize('NFKD').replace(LATIN_ACCENTS, '').normalize('NFC').toLowerCase(),
  );
  return latinDigits(folded)
    .replace(HAN, ' $& ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function latinDigits(text: string): string {
  return text.replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 15));
}

/** How many words a normalised text has, as a reader would count them. */
export function countWords(normalised: string): number {
  const characters = normalised.match(HAN)?.length ?? 0;
  return normalised.split(' ').length - characters + Math.ceil(characters / HAN_PER_WORD);
}

/** The phrases of a locale text such as `cancel | stop`, normalised. */
export function phrases(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known) return known;
  const list = text
    .split('|')
    .map(normalise)
    .filter((phrase) => phrase !== '');
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, list);
  return list;
}

/** Whether a normalised text contains a normalised phrase as whole words. */
export function containsPhrase(text: string, phrase: string): boolean {
  return ` ${text} `.includes(` ${phrase} `);
}
