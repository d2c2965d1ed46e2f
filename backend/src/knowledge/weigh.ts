import type { Term } from './lexicon.ts';

/** How much of a text's meaning a unit carries, 0–1: rare words carry most, everyday words and words that stand everywhere hardly any. */
export type Weigher = (terms: readonly Term[], light: boolean) => number;

const LIGHT = 0.2;
const COMMONEST = 0.06;

export function createWeigher(
  postings: ReadonlyMap<string, readonly { strength: number }[]>,
  sources: number,
): Weigher {
  const rarities = new Map([...postings].map(([term, list]) => [term, rarity(list, sources)]));
  return (terms, light) => {
    const known = terms.filter(({ id }) => rarities.has(id));
    const certainty = known.reduce((sum, { quality }) => sum + quality, 0);
    // The mean of its meanings: a word of several is worth less than its rarest one.
    const mean = known.reduce((sum, { id, quality }) => sum + quality * (rarities.get(id) ?? 1), 0) / certainty;
    return (light ? LIGHT : 1) * (known.length === 0 ? 1 : mean);
  };
}

/** From the sources that say the term, each counted as far as it says it: 1 for a term of one source. */
function rarity(postings: readonly { strength: number }[], sources: number): number {
  const spread = postings.reduce((sum, { strength }) => sum + strength, 0);
  const value = Math.log((sources + 1) / (spread + 0.5)) / Math.log((sources + 1) / 1.5);
  return Math.min(1, Math.max(COMMONEST, value));
}
