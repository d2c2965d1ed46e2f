/** What the letters of a text alone say: its language, or only that it has to be looked at closely. */
export type Glance = { language: string } | { unsure: 'Latin' | 'Cyrillic' } | undefined;

const SCRIPTS = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  /** Japanese mixes them. */
  HanAndKana: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Hangul: /\p{Script=Hangul}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Greek: /\p{Script=Greek}/gu,
  Thai: /\p{Script=Thai}/gu,
  Armenian: /\p{Script=Armenian}/gu,
  Georgian: /\p{Script=Georgian}/gu,
};
type Script = keyof typeof SCRIPTS;

/** Written in by one language alone, as far as a chat is concerned. */
const OF_ONE_LANGUAGE: Partial<Record<Script, string>> = {
  Hangul: 'ko',
  Hebrew: 'he',
  Greek: 'el',
  Thai: 'th',
  Armenian: 'hy',
  Georgian: 'ka',
};
/** So much of a text must be in one script: whoever names a product does not change the language. */
const MAJORITY = 0.7;
/** Letters below which nothing is concluded; a sign of Chinese is a word. */
const LEAST_LETTERS = 4;
const LEAST_SIGNS = 2;
/** The same where only a closer look can tell: few languages are written in Cyrillic, and many in Latin. */
const LEAST_UNSURE = { Latin: { letters: 12, words: 3 }, Cyrillic: { letters: LEAST_LETTERS, words: 1 } };

/** Letters that the others who write with them do not have. Persian, Urdu and Kurdish write Arabic with more letters. */
const NOT_ARABIC = /[پچژگکیےںڑ]/u;
const FOREIGN_CYRILLIC = /[ўђјљњћџѓќѕәғқңөұүһ]/iu;
/** A text says its language by then. */
const LOOKED_AT = 500;
const NO_WORD = /[\d@]|:\/\/|^www\.|^[#/]/;
const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
/** Of BCP 47. */
const UNDETERMINED = 'und';
const UKRAINIAN = /[іїєґ]/iu;
/** The hard sign stands before these vowels in Russian, and before any letter in Bulgarian. */
const RUSSIAN = /[ыэё]|ъ[еюя]/iu;
const BULGARIAN = /ъ/iu;

/** `isKindred`: the text is in the script of the language that is spoken now, so that a name in it says nothing. */
export function glanceAt(text: string, isKindred: (script: 'Latin' | 'Cyrillic') => boolean): Glance {
  const words = wordsOf(text);
  const letters = words.join('');
  const script = mainScript(letters);
  if (!script) return undefined;
  if (script === 'HanAndKana')
    return letters.length >= LEAST_SIGNS ? { language: chineseOrJapanese(letters) } : undefined;
  if (script !== 'Latin' && script !== 'Cyrillic') {
    return letters.length >= LEAST_LETTERS ? ofScript(script, letters) : undefined;
  }
  if (isKindred(script) && words.every(isCapitalised)) return undefined;
  const known = script === 'Cyrillic' && letters.length >= LEAST_LETTERS ? cyrillic(letters) : undefined;
  if (known) return { language: known };
  const least = LEAST_UNSURE[script];
  const isLong = letters.length >= least.letters && words.length >= least.words;
  return isLong ? { unsure: script } : undefined;
}

/** Without addresses, handles, commands, code and whatever has a number in it. */
export function wordsOf(text: string): string[] {
  const tokens = text
    .slice(0, LOOKED_AT)
    .replace(/`[^`]*`/g, ' ')
    .split(/\s+/);
  return tokens.filter((token) => !NO_WORD.test(token)).flatMap((token) => token.match(WORD) ?? []);
}

function mainScript(letters: string): Script | undefined {
  const total = letters.match(/\p{L}/gu)?.length ?? 0;
  const names = Object.keys(SCRIPTS) as Script[];
  const own = names.find((script) => (letters.match(SCRIPTS[script])?.length ?? 0) >= total * MAJORITY);
  return total > 0 ? own : undefined;
}

function chineseOrJapanese(letters: string): string {
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(letters) ? 'ja' : 'zh';
}

function ofScript(script: Script, letters: string): Glance {
  if (script === 'Arabic') return NOT_ARABIC.test(letters) ? undefined : { language: 'ar' };
  const language = OF_ONE_LANGUAGE[script];
  return language ? { language } : undefined;
}

function cyrillic(letters: string): string | undefined {
  if (FOREIGN_CYRILLIC.test(letters)) return UNDETERMINED;
  const isRussian = RUSSIAN.test(letters);
  // Both together are Belarusian.
  if (UKRAINIAN.test(letters)) return isRussian ? 'be' : 'uk';
  if (isRussian) return 'ru';
  return BULGARIAN.test(letters) ? 'bg' : undefined;
}

function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}
