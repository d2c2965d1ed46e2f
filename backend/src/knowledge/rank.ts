import type { KnowledgeIndex } from './knowledge-index.ts';
import type { Question, QueryUnit } from './query.ts';
import { weights } from './weights.ts';

/** What speaks for and against one source being meant. */
export interface Features {
  /** How like the source's phrasings the question is: by meaning, by habit in words and in letters, by letters. */
  kindred: number;
  votes: number;
  affinity: number;
  spelt: number;
  letters: number;
  /** The same of the questions that nothing here answers. */
  unansweredKindred: number;
  unansweredVotes: number;
  unansweredAffinity: number;
  unansweredSpelt: number;
  unansweredLetters: number;
  /** The share of the question that words make of which no source speaks. */
  foreign: number;
  /** How many words of other subjects the question has that the source does not say; 2 at most. */
  elsewhere: number;
}

export interface Ranked {
  source: number;
  features: Features;
  /** Log-odds against "none of them". */
  score: number;
}

/** From what share on a source says a word. */
const SAID = 0.3;
const MOST_ELSEWHERE = 2;
const SHORTLIST = 40;
/** Sources that come less near than this share of the nearest are not weighed. */
const FAR_BEHIND = 0.2;

/** The sources that have a word in common with the question, the likeliest first. `prefer` adds to a source's score. */
export function rank<T>(question: Question, index: KnowledgeIndex<T>, prefer: (item: T) => number): Ranked[] {
  const { units } = question;
  const total = units.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const { alike: kindred, votes } = index.kindred(question);
  const affinity = index.affinity(question);
  const { alike: letters, habit: spelt } = index.letters(question);
  const foreign = units.reduce((sum, unit) => sum + (unit.foreign ? unit.weight : 0), 0) / total;
  const strays = units.filter(({ elsewhere }) => elsewhere).map((unit) => sharesOf(unit, index));
  const none = index.items.length;
  const ranked = shortlistOf(kindred.subarray(0, none)).map((source): Ranked => {
    const features: Features = {
      kindred: kindred[source] ?? 0,
      votes: votes[source] ?? 0,
      affinity: affinity[source] ?? 0,
      spelt: spelt[source] ?? 0,
      letters: letters[source] ?? 0,
      unansweredKindred: kindred[none] ?? 0,
      unansweredVotes: votes[none] ?? 0,
      unansweredAffinity: affinity[none] ?? 0,
      unansweredSpelt: spelt[none] ?? 0,
      unansweredLetters: letters[none] ?? 0,
      foreign,
      elsewhere: Math.min(MOST_ELSEWHERE, strays.filter((shares) => (shares.get(source) ?? 0) < SAID).length),
    };
    return { source, features, score: scoreOf(features) + prefer(index.items[source] as T) };
  });
  return ranked.sort((a, b) => b.score - a.score);
}

/** The sources that come nearest by meaning. */
function shortlistOf(kindred: Float32Array): number[] {
  const least = FAR_BEHIND * kindred.reduce((most, each) => Math.max(most, each), 0);
  const close: number[] = [];
  kindred.forEach((alike, source) => {
    if (alike > 0 && alike >= least) close.push(source);
  });
  return close.sort((a, b) => (kindred[b] ?? 0) - (kindred[a] ?? 0)).slice(0, SHORTLIST);
}

function scoreOf(features: Features): number {
  const names = Object.keys(features) as (keyof Features)[];
  return names.reduce((score, name) => score + features[name] * weights[name], weights.bias);
}

/** By source: how far it speaks of the unit, 0–1. */
function sharesOf<T>({ terms }: QueryUnit, { postings }: KnowledgeIndex<T>): Map<number, number> {
  const shares = new Map<number, number>();
  for (const { id, quality } of terms) {
    for (const { source, strength } of postings.get(id) ?? []) {
      shares.set(source, Math.max(shares.get(source) ?? 0, quality * strength));
    }
  }
  return shares;
}
