import { analyse, type Unit } from './analyse.ts';
import { createKinship, type Kinship } from './kinship.ts';
import type { Lexicon } from './lexicon.ts';
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

/** One way to ask for a source. */
export interface Phrasing {
  units: Unit[];
  /** What each unit weighs. */
  weights: number[];
}

export interface KnowledgeIndex<T> {
  items: T[];
  /** By source. */
  phrasings: Phrasing[][];
  postings: ReadonlyMap<string, Posting[]>;
  weigh: Weigher;
  lexicon: Lexicon;
  spelling: Spelling;
  kinship: Kinship;
  /** Words and phrases as they stand in the sources. */
  vocabulary: ReadonlySet<string>;
}

const BODY = 0.4;
const FACET_IN_BODY = 0.8;

/** Builds what {@link rank} searches; about 0.15 ms for each source. */
export function buildIndex<T>(sources: Source<T>[], lexicon: Lexicon): KnowledgeIndex<T> {
  const read = sources.map(({ phrasings, body }) => ({
    phrasings: phrasings.flatMap((text) => readPhrasing(text, lexicon)),
    body: analyse(body, lexicon),
    facets: facetsOf(body),
  }));
  const postings = postAll(read);
  const vocabulary = new Set(
    read.flatMap(({ phrasings, body }) => [...phrasings.flat(), ...body].map(({ word }) => word)),
  );
  const weigh = createWeigher(postings, sources.length);
  const phrasings = read.map((source) => source.phrasings.map((units) => withWeights(units, weigh)));
  const items = sources.map(({ item }) => item);
  return { items, phrasings, postings, lexicon, vocabulary, weigh, ...lookups(postings, lexicon, vocabulary) };
}

interface ReadSource {
  phrasings: Unit[][];
  body: Unit[];
  facets: Unit[];
}

function postAll(sources: ReadSource[]): Map<string, Posting[]> {
  const postings = new Map<string, Posting[]>();
  for (const [source, { phrasings, body, facets }] of sources.entries()) {
    const strengths = new Map<string, number>();
    for (const unit of phrasings.flat()) post(strengths, unit, 1);
    for (const unit of body) post(strengths, unit, BODY);
    for (const unit of facets) post(strengths, unit, FACET_IN_BODY);
    for (const [term, strength] of strengths) append(postings, term, { source, strength });
  }
  return postings;
}

function withWeights(units: Unit[], weigh: Weigher): Phrasing {
  return { units, weights: units.map(({ terms, light }) => weigh(terms, light)) };
}

/** A line of key words is one phrasing as a whole, and as many more as it has commas. */
function readPhrasing(text: string, lexicon: Lexicon): Unit[][] {
  const whole = analyse(text, lexicon);
  if (text.includes('?') || !text.includes(',')) return [whole];
  const parts = text.split(',').map((part) => analyse(part, lexicon));
  // "children's bikes, price" is not what somebody means who asks for prices.
  return [whole, ...(whole.every(isFacet) ? parts : parts.filter((part) => !part.every(isFacet)))];
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

/** An answer with a price answers "how much", one with a time of day answers "when", in whatever words. */
function facetsOf(body: string): Unit[] {
  const facets = [];
  if (/\p{Sc}\s?\d|\d\s?\p{Sc}/u.test(body)) facets.push('@price');
  if (/\b\d{1,2}:\d{2}\b/.test(body)) facets.push('@when');
  return facets.map((id) => ({ word: id, terms: [{ id, quality: 1 }], light: false, elsewhere: false }));
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
