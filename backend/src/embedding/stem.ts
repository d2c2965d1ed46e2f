import snowball from 'snowball-stemmers';
import { lightStemmer } from './light-stemmer.ts';
import { stopWordLists } from './stop-words.ts';
import { words } from './words.ts';

/** Snowball's by language subtag. A language with neither these nor a light stemmer is indexed by its whole words. */
const algorithms: Record<string, string> = {
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  en: 'english',
  fi: 'finnish',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  no: 'norwegian',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  sv: 'swedish',
  tr: 'turkish',
};

/** The language of words in a script when the locale is written in another one: a Russian visitor's "iPhone", an English visitor's «шины». */
const scripts: [letters: RegExp, languages: ReadonlySet<string>, fallback: string][] = [
  [/\p{Script=Cyrillic}/u, new Set(['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'kk']), 'ru'],
  [/\p{Script=Arabic}/u, new Set(['ar', 'fa', 'ur']), 'ar'],
  [/\p{Script=Armenian}/u, new Set(['hy']), 'hy'],
];
const NOT_LATIN = new Set(scripts.flatMap(([, languages]) => [...languages]));

const CACHE_SIZE = 50_000;
const stemmers = new Map<string, (word: string) => string>();
const cache = new Map<string, string>();
const none: ReadonlySet<string> = new Set();

/** One stem for each word of the text, in order. The language of each word is its script's, or the locale's where the script leaves it open. */
export function stems(text: string, locale?: string): string[] {
  return words(text).map((word) => stemWord(word, locale));
}

/** As {@link stems}, without the words that say nothing about the subject. May be empty. */
export function contentStems(text: string, locale?: string): string[] {
  return words(text)
    .filter((word) => !stopWords(languageOf(word, locale)).has(word))
    .map((word) => stemWord(word, locale));
}

/** Words (not stems) of a language that say nothing about the subject; empty for a language without a list. */
export function stopWords(locale: string): ReadonlySet<string> {
  return stopWordLists.get(subtag(locale)) ?? none;
}

/** Expects a word as {@link words} gives it. */
export function stemWord(word: string, locale?: string): string {
  const language = languageOf(word, locale);
  const key = `${language}:${word}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_SIZE) cache.clear();
  const stem = stemmerOf(language)?.(word) || word;
  cache.set(key, stem);
  return stem;
}

function languageOf(word: string, locale = 'en'): string {
  const language = subtag(locale);
  const script = scripts.find(([letters]) => letters.test(word));
  if (script) return script[1].has(language) ? language : script[2];
  return NOT_LATIN.has(language) ? 'en' : language;
}

function stemmerOf(language: string): ((word: string) => string) | undefined {
  const algorithm = algorithms[language];
  if (!algorithm) return lightStemmer(language);
  let stemmer = stemmers.get(language);
  if (!stemmer) {
    const made = snowball.newStemmer(algorithm);
    stemmers.set(language, (stemmer = (word) => made.stem(word)));
  }
  return stemmer;
}

function subtag(locale: string): string {
  return locale.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}
