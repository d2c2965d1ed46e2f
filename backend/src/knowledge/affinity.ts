import { absenceOf, presence, sizesOf } from './habit.ts';
import type { Lexicon, Term } from './lexicon.ts';
import type { Likeness, Phrasing } from './likeness.ts';

/** How many phrasings of a source say a term. */
interface Tally {
  source: number;
  said: number;
  /** The last phrasing that was counted. */
  last: number;
}

interface Value {
  source: number;
  /** Log-likelihood of the term in this source's phrasings, against in all. */
  value: number;
}

const SCALE = 0.1;

/**
 * By habit (naive Bayes): how much more often a source's phrasings say the question's words, their synonyms, its small words and its pairs of
 * neighbours than all phrasings do. 0 says nothing.
 */
export function createAffinity(phrasings: Phrasing[], sources: number, lexicon: Lexicon): Likeness {
  const sizes = sizesOf(phrasings, sources);
  const absent = absenceOf(sizes);
  const tallies = countAll(phrasings, sources, lexicon);
  // Not `phrasings` itself in the closure: it would be kept.
  const all = phrasings.length;
  const values = new Map([...tallies].map(([id, list]) => [id, valuesOf(list, sizes, all)]));
  return ({ words, units }) => {
    const gains = new Float32Array(sources + 1);
    const best = new Float32Array(sources + 1).fill(-Infinity);
    const habitual = habits(words, lexicon).map((id) => [{ id, quality: 1 }]);
    let known = 0;
    for (const terms of [...units.map((unit) => unit.terms), ...habitual]) {
      const touched = findBest(terms, values, best);
      if (touched.length > 0) known += 1;
      for (const source of touched) {
        gains[source] = (gains[source] ?? 0) + (best[source] ?? 0) - (absent[source] ?? 0);
        best[source] = -Infinity;
      }
    }
    return gains.map((gain, source) => (gain + known * (absent[source] ?? 0)) * SCALE);
  };
}

/** What the units leave out: small words, and which words stand side by side. */
function habits(words: string[], lexicon: Lexicon): string[] {
  const stems = ['^', ...words.map((word) => lexicon.stem(word))];
  const pairs = stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`);
  return [...pairs, ...words.filter((word) => lexicon.isStop(word))];
}

/** Expects the phrasings of a source side by side. */
function countAll(phrasings: Phrasing[], sources: number, lexicon: Lexicon): Map<string, Tally[]> {
  const tallies = new Map<string, Tally[]>();
  for (const [at, { source = sources, words, units }] of phrasings.entries()) {
    for (const { terms } of units) for (const { id } of terms) count(tallies, id, { source, at });
    for (const id of habits(words, lexicon)) count(tallies, id, { source, at });
  }
  return tallies;
}

function count(tallies: Map<string, Tally[]>, id: string, { source, at }: { source: number; at: number }): void {
  const list = tallies.get(id);
  const tally = list?.[list.length - 1];
  if (!list) tallies.set(id, [{ source, said: 1, last: at }]);
  else if (tally?.source !== source) list.push({ source, said: 1, last: at });
  else if (tally.last !== at) {
    tally.said += 1;
    tally.last = at;
  }
}

function valuesOf(tallies: Tally[], sizes: Float32Array, phrasings: number): Value[] {
  const share = tallies.reduce((sum, { said }) => sum + said, 0) / phrasings;
  return tallies.map(({ source, said }) => ({ source, value: presence(said, sizes[source] ?? 0, share) }));
}

/** Raises `best`, by source, to what the likeliest of the terms is worth; gives the sources that it touched. */
function findBest(terms: readonly Term[], values: Map<string, Value[]>, best: Float32Array): number[] {
  const touched: number[] = [];
  for (const { id, quality } of terms) {
    for (const { source, value } of values.get(id) ?? []) {
      const before = best[source] ?? 0;
      if (before === -Infinity) touched.push(source);
      if (value * quality > before) best[source] = value * quality;
    }
  }
  return touched;
}
