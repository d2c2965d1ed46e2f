import { words } from '../embedding/words.ts';
import { analyse, type Unit } from './analyse.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import type { Term } from './lexicon.ts';

/** What is asked, as one index sees it. */
export interface Question {
  /** Spelled right, as far as the index knows them. */
  words: string[];
  units: QueryUnit[];
}

export interface QueryUnit {
  terms: Term[];
  /** How much of the question's meaning it carries: rare words carry most. */
  weight: number;
  /** It says something about the subject, and no source speaks of it. */
  foreign: boolean;
  light: boolean;
  elsewhere: boolean;
}

const KIN = 0.7;
const CORRECTED = 0.8;
/** Of a long story only the end is compared. */
const MOST_WORDS = 80;

/** Typing errors are corrected towards words that the knowledge has. */
export function readQuery<T>(text: string, index: KnowledgeIndex<T>): Question {
  const written = words(text).slice(-MOST_WORDS);
  const spelled = written.map((word) => correct(word, index));
  const corrected = new Set(spelled.filter((word, at) => word !== written[at]));
  const units = analyse(spelled.join(' '), index.lexicon);
  return {
    words: spelled,
    units: units.map((unit) => readUnit(unit, corrected.has(unit.word) ? CORRECTED : 1, index)),
  };
}

function readUnit<T>({ terms, light, elsewhere }: Unit, trust: number, index: KnowledgeIndex<T>): QueryUnit {
  const { postings, weigh } = index;
  const unheardOf = terms.some(({ id }) => isFacet(id) && !postings.has(id));
  const meant = elsewhere ? terms : withKin(terms, index);
  const known = unheardOf ? [] : meant.filter(({ id }) => postings.has(id));
  return {
    terms: meant.map(({ id, quality }) => ({ id, quality: quality * trust })),
    weight: weigh(known, light),
    foreign: known.length === 0 && !light,
    light,
    elsewhere: elsewhere || unheardOf,
  };
}

/** Who asks "how many" or "how often" is not answered where nobody ever says so. */
function isFacet(id: string): boolean {
  return id.startsWith('@');
}

function correct<T>(word: string, index: KnowledgeIndex<T>): string {
  if (isKnown(word, index)) return word;
  return index.spelling.correct(word) ?? index.spelling.correct(index.lexicon.stem(word)) ?? word;
}

/** Whether the word stands in what the index was made of, in any form. */
export function isKnown<T>(word: string, { lexicon, vocabulary, postings }: KnowledgeIndex<T>): boolean {
  const stem = lexicon.stem(word);
  if (vocabulary.has(word) || postings.has(stem) || lexicon.words.has(word)) return true;
  return lexicon.isLight(word) || lexicon.isElsewhere(word) || lexicon.startingWith(stem).length > 0;
}

function withKin<T>(terms: Term[], { postings, kinship }: KnowledgeIndex<T>): Term[] {
  if (terms.some(({ id, quality }) => quality > KIN && postings.has(id))) return terms;
  const kin = terms.slice(0, 1).flatMap(({ id }) => kinship.of(id));
  return [...terms, ...kin.map((id) => ({ id, quality: KIN }))];
}
