import type { Unit } from './analyse.ts';
import type { Question } from './query.ts';

/** A question that somebody asks: an entry's own, one of its alternatives, a service's name, a line of `questions.<tag>.yaml`. */
export interface Phrasing {
  /** What it asks for; undefined when nothing here answers it. */
  source: number | undefined;
  words: string[];
  units: Unit[];
}

/**
 * How like the phrasings of each source a question is, by source. One place more than there are sources: the last is for the questions that
 * nothing here answers.
 */
export type Likeness = (question: Question) => Float32Array;
