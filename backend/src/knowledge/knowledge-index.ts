import { words } from '../embedding/words.ts';
import { createAffinity } from './affinity.ts';
import { analyse, type Unit } from './analyse.ts';
import { createKindred, type Kindred } from './kindred.ts';
import { createKinship, type Kinship } from './kinship.ts';
import { createLetters, type Letters } from './letters.ts';
import type { Lexicon } from './lexicon.ts';
import type { Likeness, Phrasing } from './likeness.ts';
import type { Work } from './pieces.ts';
import type { Question } from './query.ts';
import { createWeigher, type Weigher } from './weigh.ts';
import { createSpelling, type Spelling } from './spelling.ts';

/** What can be found: an entry of the FAQ or a service. */
export interface Source<T> {
  item: T;
  /** The question, its alternatives, a service's name and key words. */
  phrasings: string[];
  /** The answer or the description: counts, but little. */
  body: string;
}

export interface Posting {
  source: number;
  /** 0–1: how plainly the source says the term. */
  strength: number;
}

export interface KnowledgeIndex<T> {
  items: T[];
  postings: ReadonlyMap<string, Posting[]>;
  weigh: Weigher;
  kindred(question: Question): Kindred;
  affinity: Likeness;
  letters(question: Question): Letters;
  lexicon: Lexicon;
  spelling: Spelling;
  kinship: Kinship;
  /** Words and phrases as they stand in the sources. */
  vocabulary: ReadonlySet<string>;
}

const BODY = 0.4;
const FACET_IN_BODY = 0.8;
/** Chinese and Arabic write the name of the currency where others write its sign. */
const MONEY = /\p{Sc}\s?\d|\d\s?(?:\p{Sc}|欧元|元|يورو)/u;

/** Builds what {@link rank} searches; `unanswered` are questions to which none of the sources is an answer. */
export function* buildIndex<T>(sources: Source<T>[], unanswered: string[], lexicon: Lexicon): Work<KnowledgeIndex<T>> {
  const read: ReadSource[] = [];
  for (const [source, { phrasings, body }] of sources.entries()) {
    read.push({
      phrasings: yield* readAll(phrasings, source, lexicon),
      body: analyse(body, lexicon),
      facets: facetsOf(body),
    });
    yield;
  }
  const others = yield* readAll(unanswered, undefined, lexicon);
  const postings = postAll(read);
  const weigh = createWeigher(postings, sources.length);
  const phrasings = [...read.flatMap((source) => source.phrasings), ...others];
  const units = [...phrasings, ...read.map(({ body }) => ({ units: body }))].flatMap((each) => each.units);
  const vocabulary = new Set(units.map(({ word }) => word));
  yield;
  const kindred = createKindred(phrasings, sources.length, weigh);
  yield;
  const affinity = createAffinity(phrasings, sources.length, lexicon);
  yield;
  const letters = createLetters(phrasings, sources.length);
  yield;
  return {
    items: sources.map(({ item }) => item),
    postings,
    lexicon,
    vocabulary,
    weigh,
    kindred,
    affinity,
    letters,
    ...lookups(postings, lexicon, vocabulary),
  };
}

function* readAll(texts: string[], source: number | undefined, lexicon: Lexicon): Work<Phrasing[]> {
  const phrasings: Phrasing[] = [];
  for (const text of texts) {
    phrasings.push(...readPhrasings(text, source, lexicon));
    yield;
  }
  return phrasings;
}

interface ReadSource {
  phrasings: Phrasing[];
  body: Unit[];
  facets: Unit[];
}

function postAll(sources: ReadSource[]): Map<string, Posting[]> {
  const postings = new Map<string, Posting[]>();
  for (const [source, { phrasings, body, facets }] of sources.entries()) {
    const strengths = new Map<string, number>();
    for (const unit of phrasings.flatMap(({ units }) => units)) post(strengths, unit, 1);
    for (const unit of body) post(strengths, unit, BODY);
    for (const unit of facets) post(strengths, unit, FACET_IN_BODY);
    for (const [term, strength] of strengths) append(postings, term, { source, strength });
  }
  return postings;
}

/** A line of key words is one phrasing as a whole, and as many more as it has commas. */
function readPhrasings(text: string, source: number | undefined, lexicon: Lexicon): Phrasing[] {
  const whole = readPhrasing(text, source, lexicon);
  if (text.includes('?') || !text.includes(',')) return [whole];
  const parts = text.split(',').map((part) => readPhrasing(part, source, lexicon));
  // "children's bikes, price" is not what somebody means who asks for prices.
  return [whole, ...(whole.units.every(isFacet) ? parts : parts.filter(({ units }) => !units.every(isFacet)))];
}

function readPhrasing(text: string, source: number | undefined, lexicon: Lexicon): Phrasing {
  return { source, words: words(text), units: analyse(text, lexicon) };
}

function isFacet({ terms }: Unit): boolean {
  return terms.some(({ id }) => id.startsWith('@'));
}

function post(strengths: Map<string, number>, { terms }: Unit, factor: number): void {
  for (const { id, quality } of terms) strengths.set(id, Math.max(strengths.get(id) ?? 0, quality * factor));
}

function append(postings: Map<string, Posting[]>, term: string, posting: Posting): void {
  const list = postings.get(term);
  if (list) list.push(posting);
  else postings.set(term, [posting]);
}

/** What an answer says in whatever words: one with a price answers "how much", one with a time of day "when". */
export function facetsIn(body: string): string[] {
  const facets = [];
  if (MONEY.test(body)) facets.push('@price');
  if (/\b\d{1,2}:\d{2}\b/.test(body)) facets.push('@when');
  return facets;
}

function facetsOf(body: string): Unit[] {
  return facetsIn(body).map((id) => ({ word: id, terms: [{ id, quality: 1 }], light: false, elsewhere: false }));
}

function lookups(
  postings: ReadonlyMap<string, Posting[]>,
  lexicon: Lexicon,
  vocabulary: Set<string>,
): { spelling: Spelling; kinship: Kinship } {
  const spelling = createSpelling();
  for (const word of vocabulary) {
    spelling.add(word);
    spelling.add(lexicon.stem(word));
  }
  for (const word of lexicon.words) spelling.add(word);
  return { spelling, kinship: createKinship(postings.keys()) };
}
