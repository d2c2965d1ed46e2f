/** Text that is spelled in one way only, or Russian without ё and apostrophes: most of it. */
const PLAIN = /^(?:[\0-\x7f]*|[\0-&(-\x7fА-я]*)$/;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Letters that are written in two ways by people who mean the same. */
const ALIKE: Record<string, string> = { ё: 'е', ґ: 'г', ß: 'ss', ة: 'ه', ى: 'ي', ٱ: 'ا', ک: 'ك', ی: 'ي', ـ: '' };
const SPELLING = new RegExp(
  `[${Object.keys(ALIKE).join('')}]|(?<=\\p{Script=Cyrillic})['’ʼ](?=\\p{Script=Cyrillic})`,
  'gu',
);

let segmenter: Intl.Segmenter | undefined;

/**
 * Lower-case words of letters and digits in any script, spelled in the one way that all ways of typing them have in common: without accents on
 * Latin letters and vowel signs on Arabic ones, with plain digits. Text without spaces is cut by the dictionary of ICU.
 */
export function words(text: string): string[] {
  if (PLAIN.test(text)) return text.toLowerCase().match(WORD) ?? [];
  return spellPlainly(text).match(WORD)?.flatMap(cut) ?? [];
}

function spellPlainly(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<=[\p{Script=Latin}\p{Script=Arabic}])\p{M}+/gu, '')
    .normalize('NFC')
    .replace(SPELLING, (letter) => ALIKE[letter] ?? '')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

function cut(run: string): string[] {
  if (!UNSPACED.test(run)) return [run];
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return [...segmenter.segment(run)].map(({ segment }) => segment);
}
