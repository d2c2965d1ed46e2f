import { absenceOf, presence, sizesOf } from './habit.ts';
import type { Phrasing } from './likeness.ts';
import type { Question } from './query.ts';

const LENGTHS = [3, 4];
/** One is a syllable and a meaning: 修 of 修理 and 维修. */
const IDEOGRAPH = /\p{Script=Han}/u;
/** Letters that stand in a greater share of the phrasings say nothing and cost time. */
const COMMON = 0.2;
const SCALE = 0.1;

/** By source, as in {@link Likeness}. */
export interface Letters {
  /** The cosine of the question and the closest phrasing in runs of letters, rare ones weighing more; 0–1. */
  alike: Float32Array;
  /** How much more often the source's phrasings have the question's runs than all have (naive Bayes); 0 says nothing. */
  habit: Float32Array;
}

/** By letters, which the forms of a word, its relatives and its misspellings share. */
export function createLetters(phrasings: Phrasing[], sources: number): (question: Question) => Letters {
  // Of the phrasings the closures below know only how many there are, so that they do not keep them.
  const count = phrasings.length;
  const grams = createGrams();
  const texts = phrasings.map(({ words }) => [...new Set(words)].map((word) => grams.of(word)));
  const lists = invert(texts, grams.count());
  const weights = Float32Array.from(lists, (list) => rarity(list.length, count));
  const rarest = rarity(0, count);
  const weighAll = (text: readonly Int32Array[]): number =>
    text.reduce((sum, word) => word.reduce((total, gram) => total + (weights[gram] ?? rarest), sum), 0);
  const lengths = Float32Array.from(texts, (text) => Math.sqrt(weighAll(text)));
  const owners = Int32Array.from(phrasings, ({ source = sources }) => source);
  const says = lists.map((list) => list.length <= COMMON * count);
  const habitOf = createHabit(phrasings, sources, {
    owners,
    lists: lists.map((list, gram) => (says[gram] ? list : [])),
  });
  return ({ words }) => {
    const asked = [...new Set(words)].map((word) => grams.of(word));
    const telling = [...new Set(asked.flatMap((word) => [...word]))].filter((gram) => says[gram]);
    const length = Math.sqrt(weighAll(asked));
    const products = new Float32Array(count);
    for (const gram of telling) {
      const weight = weights[gram] ?? 0;
      for (const at of lists[gram] ?? []) products[at] = (products[at] ?? 0) + weight;
    }
    const alike = new Float32Array(sources + 1);
    for (let at = 0; at < products.length; at += 1) {
      const product = products[at] ?? 0;
      if (product === 0) continue;
      const cosine = product / (length * (lengths[at] ?? 0));
      const owner = owners[at] ?? sources;
      if (cosine > (alike[owner] ?? 0)) alike[owner] = cosine;
    }
    return { alike, habit: habitOf(telling) };
  };
}

/** The runs of letters of a word, numbered as they are met. */
function createGrams(): { of(word: string): Int32Array; count(): number } {
  const numbers = new Map<string, number>();
  const known = new Map<string, Int32Array>();
  let open = true;
  const number = (gram: string): number => {
    const found = numbers.get(gram);
    if (found !== undefined) return found;
    // What no phrasing has needs no number of its own.
    if (!open) return -1;
    numbers.set(gram, numbers.size);
    return numbers.size - 1;
  };
  return {
    of(word) {
      const found = known.get(word);
      if (found) return found;
      const grams = Int32Array.from(runsOf(word), number);
      if (open) known.set(word, grams);
      return grams;
    },
    count() {
      open = false;
      known.clear();
      return numbers.size;
    },
  };
}

/** Of the padded word: where it begins and ends says something too. */
function runsOf(word: string): Set<string> {
  const padded = ` ${word} `;
  const runs = new Set<string>(IDEOGRAPH.test(word) ? word : '');
  for (const length of LENGTHS) {
    for (let at = 0; at + length <= padded.length; at += 1) runs.add(padded.slice(at, at + length));
  }
  return runs;
}

/** By gram: the texts that have it, each once. */
function invert(texts: Int32Array[][], grams: number): number[][] {
  const lists = Array.from({ length: grams }, (): number[] => []);
  for (const [at, text] of texts.entries()) {
    for (const word of text) {
      for (const gram of word) {
        const list = lists[gram];
        if (list && list[list.length - 1] !== at) list.push(at);
      }
    }
  }
  return lists;
}

function rarity(count: number, phrasings: number): number {
  return Math.log((phrasings + 1) / (count + 0.5)) ** 2;
}

interface GramPlaces {
  owners: Int32Array;
  /** By gram: the phrasings that have it. */
  lists: number[][];
}

/** Grams → what they say for each source together. */
function createHabit(
  phrasings: Phrasing[],
  sources: number,
  { owners, lists }: GramPlaces,
): (grams: number[]) => Float32Array {
  const all = phrasings.length;
  const sizes = sizesOf(phrasings, sources);
  const absence = absenceOf(sizes);
  const gains = lists.map((list) =>
    countBy(list, owners).map(({ source, count }) => {
      const present = presence(count, sizes[source] ?? 0, list.length / all);
      return { source, gain: present - (absence[source] ?? 0) };
    }),
  );
  return (grams) => {
    const sum = absence.map((absent) => absent * grams.length);
    for (const gram of grams) {
      for (const { source, gain } of gains[gram] ?? []) sum[source] = (sum[source] ?? 0) + gain;
    }
    return sum.map((value) => value * SCALE);
  };
}

/** The phrasings of a source stand side by side. */
function countBy(list: number[], owners: Int32Array): { source: number; count: number }[] {
  const counts: { source: number; count: number }[] = [];
  for (const at of list) {
    const source = owners[at] ?? 0;
    const last = counts[counts.length - 1];
    if (last?.source === source) last.count += 1;
    else counts.push({ source, count: 1 });
  }
  return counts;
}
