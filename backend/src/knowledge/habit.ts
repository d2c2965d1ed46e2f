import type { Phrasing } from './likeness.ts';

/** Phrasings that every source is granted beside its own, which say each thing as often as all do. */
const GRANTED = 4;
/** Nothing single may decide more, for a source or against it. */
const MOST_FOR = 3;
const MOST_AGAINST = 2;

/** How many phrasings each source has; the last place is for the questions that nothing here answers. */
export function sizesOf(phrasings: Phrasing[], sources: number): Float32Array {
  const sizes = new Float32Array(sources + 1);
  for (const { source = sources } of phrasings) sizes[source] = (sizes[source] ?? 0) + 1;
  return sizes;
}

/** What it says for a source of so many phrasings that `said` of them have what a share of all phrasings has (log-likelihood). */
export function presence(said: number, size: number, share: number): number {
  return Math.min(MOST_FOR, Math.log((said + GRANTED * share) / ((size + GRANTED) * share)));
}

/** What it says for each source that none of its phrasings have it. */
export function absenceOf(sizes: Float32Array): Float32Array {
  const absence = sizes.map((size) => Math.max(-MOST_AGAINST, Math.log(GRANTED / (size + GRANTED))));
  // The questions without an answer have no subject: what they do not say is no sign of another.
  absence[sizes.length - 1] = 0;
  return absence;
}
