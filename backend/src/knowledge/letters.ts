import type { Likeness, Phrasing } from './likeness.ts';

const LENGTHS = [3, 4];
/** One is a syllable and a meaning: 修 of 修理 and 维修. */
const IDEOGRAPH = /\p{Script=Han}/u;
/** Letters that stand in a greater share of the phrasings say nothing and cost time. */
const COMMON = 0.2;

/** By letters: the cosine of the question and the closest phrasing in runs of three and four letters, rare ones weighing more; 0–1. */
export function createLetters(phrasings: Phrasing[], sources: number): Likeness {
  const grams = createGrams();
  const texts = phrasings.map(({ words }) => [...new Set(words)].map((word) => grams.of(word)));
  const lists = invert(texts, grams.count());
  const weights = Float32Array.from(lists, (list) => rarity(list.length, phrasings.length));
  const rarest = rarity(0, phrasings.length);
  const weighAll = (text: readonly Int32Array[]): number =>
    text.reduce((sum, word) => word.reduce((total, gram) => total + (weights[gram] ?? rarest), sum), 0);
  const lengths = Float32Array.from(texts, (text) => Math.sqrt(weighAll(text)));
  const owners = Int32Array.from(phrasings, ({ source = sources }) => source);
  return ({ words }) => {
    const asked = [...new Set(words)].map((word) => grams.of(word));
    const length = Math.sqrt(weighAll(asked));
    const products = new Float32Array(phrasings.length);
    for (const gram of new Set(asked.flatMap((word) => [...word]))) {
      const list = lists[gram] ?? [];
      const weight = weights[gram] ?? 0;
      if (list.length <= COMMON * phrasings.length) for (const at of list) products[at] = (products[at] ?? 0) + weight;
    }
    const best = new Float32Array(sources + 1);
    for (let at = 0; at < products.length; at += 1) {
      const product = products[at] ?? 0;
      if (product === 0) continue;
      const cosine = product / (length * (lengths[at] ?? 0));
      const owner = owners[at] ?? sources;
      if (cosine > (best[owner] ?? 0)) best[owner] = cosine;
    }
    return best;
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
      return numbers.size;
    },
  };
}

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
