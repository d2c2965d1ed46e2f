import { stemWord, stopWords } from '../embedding/stem.ts';
import { words } from '../embedding/words.ts';
import { createCompounds } from './compounds.ts';
import { createKinship } from './kinship.ts';
import type { Synonyms } from './synonyms.ts';

/** A meaning that a word stands for, and how sure that is. */
export interface Term {
  id: string;
  /** 0–1. */
  quality: number;
}

/** A word or phrase of the lexicon as the stems it consists of. */
export interface LexiconPhrase {
  stems: string[];
  terms: Term[];
  /** With those of its single words; kept from the first time it is met, as the same phrases stand in thousands of texts. */
  allTerms?: Term[];
}

/** The synonyms of one language, ready to look up. */
export interface Lexicon {
  isStop(word: string): boolean;
  isLight(word: string): boolean;
  /** Speaks of another subject than most businesses have: a horse, the weather. */
  isElsewhere(word: string): boolean;
  /** Phrases that begin with this stem, the longest first. */
  startingWith(stem: string): readonly LexiconPhrase[];
  /** The meanings of a single word. */
  meanings(stem: string): Term[];
  /** The meanings of words that this one is derived from, or that are derived from it. */
  kin(stem: string): Term[];
  /** Of a compound the words that it is made of, the last one first; without a head that says nothing new: велоремонт → ремонт. */
  partsOf(word: string): string[];
  stem(word: string): string;
  /** Every word that stands in it, for correcting typing errors. */
  words: ReadonlySet<string>;
}

/** Both texts are measured, so a synonym counts the square of it. */
const SYNONYM = 0.95;
const RELATED = 0.7;
const KIN = 0.85;
const SHORTEST_STEM = 4;
const MOST_REMEMBERED = 50_000;

/** `texts`: where the words of the language stand that compounds are made of. */
export function createLexicon(synonyms: Synonyms, locale: string, texts: string[] = []): Lexicon {
  const { smalltalk } = synonyms;
  const stem = remember((word) => deepStem(word, locale));
  const light = new Set(
    [synonyms.light, smalltalk.hello, smalltalk.thanks, smalltalk.bye].flatMap((text) => words(text ?? '')),
  );
  const lightStems = new Set(words(synonyms.light).map(stem));
  const elsewhere = new Set(words(synonyms.elsewhere).map(stem));
  const stop = synonyms.stop ? new Set(words(synonyms.stop)) : stopWords(locale);
  const phrases = phrasesOf(synonyms, stem);
  const kinship = createKinship(
    [...phrases].filter(([, group]) => meaningsOf(group, 1).length > 0).map(([first]) => first),
  );
  const own = new Set([
    ...stop,
    ...light,
    ...words(synonyms.elsewhere),
    ...listsOf(synonyms).flatMap(({ list }) => words(list)),
  ]);
  const vocabulary = new Set([...own, ...texts.flatMap(words)].flatMap((word) => [word, stem(word)]));
  const isPart = (word: string): boolean => !stop.has(word) && (vocabulary.has(word) || vocabulary.has(stem(word)));
  return {
    isStop: (word) => stop.has(word),
    isLight: (word) =>
      light.has(word) || (lightStems.has(stem(word)) && !hasMeaning(phrases.get(stem(word)))) || /^\p{N}+$/u.test(word),
    isElsewhere: (word) => elsewhere.has(stem(word)),
    startingWith: (first) => phrases.get(first) ?? [],
    meanings: (of) => meaningsOf(phrases.get(of) ?? [], 1),
    kin: remember((of) => kinship.of(of).flatMap((other) => meaningsOf(phrases.get(other) ?? [], KIN))),
    partsOf: remember(createCompounds({ heads: words(synonyms.heads), locale, isPart })),
    stem,
    words: own,
  };
}

interface List {
  list: string;
  term: Term;
}

function listsOf({ facets, groups, related }: Synonyms): List[] {
  return [
    ...Object.entries(facets).map(([name, list]) => ({ list, term: { id: `@${name}`, quality: SYNONYM } })),
    ...groups.map((list, index) => ({ list, term: { id: `#${index}`, quality: SYNONYM } })),
    ...related.map((list, index) => ({ list, term: { id: `~${index}`, quality: RELATED } })),
  ];
}

function phrasesOf(synonyms: Synonyms, stem: (word: string) => string): Map<string, LexiconPhrase[]> {
  const byKey = new Map<string, LexiconPhrase>();
  for (const { list, term } of listsOf(synonyms)) {
    for (const text of list.split(',')) {
      const stems = words(text).map(stem);
      const phrase = byKey.get(stems.join(' ')) ?? { stems, terms: [] };
      if (!phrase.terms.some(({ id }) => id === term.id)) phrase.terms.push(term);
      byKey.set(stems.join(' '), phrase);
    }
  }
  return groupByFirst([...byKey.values()].filter(({ stems }) => stems.length > 0));
}

/** A word that has synonyms says something, even when it looks like a form of an everyday word: part and partly. */
function hasMeaning(phrases: LexiconPhrase[] = []): boolean {
  return phrases.some(({ stems, terms }) => stems.length === 1 && terms.length > 0);
}

/** Of the single word among the phrases that begin with it. */
function meaningsOf(phrases: readonly LexiconPhrase[], factor: number): Term[] {
  const single = phrases.find(({ stems }) => stems.length === 1);
  return (single?.terms ?? []).map(({ id, quality }) => ({ id, quality: quality * factor }));
}

function groupByFirst(phrases: LexiconPhrase[]): Map<string, LexiconPhrase[]> {
  const grouped = Map.groupBy(phrases, ({ stems }) => stems[0] ?? '');
  for (const group of grouped.values()) group.sort((a, b) => b.stems.length - a.stems.length);
  return grouped;
}

/** Some stemmers leave the ending of one form and take that of another: открыты → открыт, открыт → откр. Stemming on makes them one. */
function deepStem(word: string, locale: string): string {
  let stem = stemWord(word, locale);
  for (let next = stemWord(stem, locale); next !== stem && next.length >= SHORTEST_STEM; next = stemWord(stem, locale))
    stem = next;
  return stem;
}

/** A vocabulary is small and read again and again. */
function remember<T>(compute: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const value = compute(word);
    known.set(word, value);
    return value;
  };
}
