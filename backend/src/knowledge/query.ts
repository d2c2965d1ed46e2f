import { words } from '../embedding/stem.ts';
import { analyse, type Unit } from './analyse.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import type { Term } from './lexicon.ts';

/** One unit of a question, as this index sees it. */
export interface QueryUnit {
  terms: Term[];
  /** How much of the question's meaning it carries: rare words carry most. */
  weight: number;
  /** It says something about the subject, and nothing in the knowledge speaks of it. */
  foreign: boolean;
  light: boolean;
  elsewhere: boolean;
  /** It asks for a price, a time, a place … */
  facet: boolean;
}

const KIN = 0.7;
const CORRECTED = 0.8;
/** Of a long story only the end is compared. */
const MOST_UNITS = 60;

/** Question → units; typing errors are corrected towards words that the knowledge has. */
export function readQuery<T>(text: string, index: KnowledgeIndex<T>): QueryUnit[] {
  return correctedUnits(text, index)
    .slice(-MOST_UNITS)
    .map(({ unit, trust }) => readUnit(unit, trust, index));
}

function readUnit<T>({ terms, light, elsewhere }: Unit, trust: number, index: KnowledgeIndex<T>): QueryUnit {
  const unheardOf = terms.some(({ id }) => isFacet(id) && !index.postings.has(id));
  const known = unheardOf ? [] : (elsewhere ? terms : withKin(terms, index)).filter(({ id }) => index.postings.has(id));
  return {
    terms: known.map(({ id, quality }) => ({ id, quality: quality * trust })),
    weight: index.weigh(known, light),
    foreign: known.length === 0 && !light,
    light,
    elsewhere: elsewhere || unheardOf,
    facet: !unheardOf && !light && terms.some(({ id }) => isFacet(id)),
  };
}

/** Who asks "how many" or "how often" is not answered where nobody ever says so. */
function isFacet(id: string): boolean {
  return id.startsWith('@');
}

function correctedUnits<T>(text: string, index: KnowledgeIndex<T>): { unit: Unit; trust: number }[] {
  const corrected = new Set<string>();
  const tokens = words(text).map((word) => {
    const better = correct(word, index);
    if (better !== word) corrected.add(better);
    return better;
  });
  return analyse(tokens.join(' '), index.lexicon).map((unit) => ({
    unit,
    trust: corrected.has(unit.word) ? CORRECTED : 1,
  }));
}

function correct<T>(word: string, index: KnowledgeIndex<T>): string {
  if (isKnown(word, index)) return word;
  return index.spelling.correct(word) ?? index.spelling.correct(index.lexicon.stem(word)) ?? word;
}

function isKnown<T>(word: string, { lexicon, vocabulary, postings }: KnowledgeIndex<T>): boolean {
  const stem = lexicon.stem(word);
  if (vocabulary.has(word) || postings.has(stem) || lexicon.words.has(word)) return true;
  return lexicon.isLight(word) || lexicon.isElsewhere(word) || lexicon.startingWith(stem).length > 0;
}

function withKin<T>(terms: Term[], { postings, kinship }: KnowledgeIndex<T>): Term[] {
  if (terms.some(({ id, quality }) => quality > KIN && postings.has(id))) return terms;
  const kin = terms.slice(0, 1).flatMap(({ id }) => kinship.of(id));
  return [...terms, ...kin.map((id) => ({ id, quality: KIN }))];
}
