import type { Phrasing } from './likeness.ts';
import type { Question, QueryUnit } from './query.ts';
import type { Weigher } from './weigh.ts';

/** Where a term stands: side by side, because there are hundreds of thousands. */
interface Mentions {
  /** Of all units of all phrasings. */
  units: number[];
  qualities: number[];
}

/** All units of all phrasings, one after the other. */
interface Layout {
  weights: Float32Array;
  /** By phrasing: its first unit, and what all of its units weigh. */
  starts: Int32Array;
  sizes: Float32Array;
  /** By unit: its phrasing. */
  phrasings: Int32Array;
}

/** The closest phrasings of a source that count, and what each counts of the one before. */
const KINDRED = 5;
const DECAY = 0.7;
const VOTERS = 12;
const SHARPNESS = 3;
/** Phrasings that have less than this in common with the question, of what the best one has, are not compared. */
const FAR_BEHIND = 0.2;
/** Below 1, what the question asks counts more than what the phrasing says beside. */
const BALANCE = 0.5;

/** By source, as in {@link Likeness}. */
export interface Kindred {
  alike: Float32Array;
  /** Which share of the closest phrasings of all is the source's; 0–1. */
  votes: Float32Array;
}

/** By meaning: how well the question and the closest phrasings of a source cover each other, in weighed words and their synonyms; 0–1. */
export function createKindred(phrasings: Phrasing[], sources: number, weigh: Weigher): (question: Question) => Kindred {
  const layout = layOut(phrasings, weigh);
  const mentions = mentionsOf(phrasings);
  const owners = Int32Array.from(phrasings, ({ source = sources }) => source);
  const counts = new Int32Array(sources + 1);
  for (const owner of owners) counts[owner] = (counts[owner] ?? 0) + 1;
  // From here on nothing may name the phrasings, or they are kept: they take much memory.
  return (question) => {
    const total = question.units.reduce((sum, { weight }) => sum + weight, 0);
    const said = new Float32Array(layout.weights.length);
    const masses = new Float32Array(owners.length);
    const best = new Float32Array(owners.length);
    for (const unit of question.units) addMatches(unit, mentions, { layout, said, masses, best });
    const least = FAR_BEHIND * highest(masses);
    const closest = new Map<number, number[]>();
    for (let at = 0; at < masses.length; at += 1) {
      const mass = masses[at] ?? 0;
      if (mass > least) insert(closest, owners[at] ?? sources, harmony(mass / total, at, { layout, said }));
    }
    const alike = new Float32Array(sources + 1);
    for (const [source, scores] of closest) alike[source] = meanOf(scores, counts[source] ?? 0);
    // The questions without an answer are of a hundred subjects: only the closest says something.
    alike[sources] = closest.get(sources)?.[0] ?? 0;
    return { alike, votes: voteOf(closest, sources) };
  };
}

function voteOf(closest: Map<number, number[]>, sources: number): Float32Array {
  const voters: { source: number; score: number }[] = [];
  for (const [source, scores] of closest) for (const score of scores) admit(voters, source, score);
  const total = voters.reduce((sum, { score }) => sum + score ** SHARPNESS, 0);
  const votes = new Float32Array(sources + 1);
  for (const { source, score } of voters) votes[source] = (votes[source] ?? 0) + score ** SHARPNESS / total;
  return votes;
}

/** Keeps the highest, in their order: to sort all of a large FAQ takes longer than all the rest. */
function admit(voters: { source: number; score: number }[], source: number, score: number): void {
  if (voters.length === VOTERS && score <= (voters.at(-1)?.score ?? 0)) return;
  const place = voters.findLastIndex((voter) => voter.score >= score) + 1;
  voters.splice(place, 0, { source, score });
  if (voters.length > VOTERS) voters.pop();
}

function layOut(phrasings: Phrasing[], weigh: Weigher): Layout {
  const weights = phrasings.map(({ units }) => units.map(({ terms, light }) => weigh(terms, light)));
  let start = 0;
  const starts = Int32Array.from(weights, ({ length }) => (start += length) - length);
  const sizes = Float32Array.from(weights, (each) => each.reduce((sum, weight) => sum + weight, 0));
  const owners = Int32Array.from(weights.flatMap((each, phrasing) => each.map(() => phrasing)));
  return { weights: Float32Array.from(weights.flat()), starts, sizes, phrasings: owners };
}

function mentionsOf(phrasings: Phrasing[]): Map<string, Mentions> {
  const mentions = new Map<string, Mentions>();
  let unit = 0;
  for (const { units } of phrasings) {
    for (const { terms } of units) {
      for (const { id, quality } of terms) {
        const list = mentions.get(id) ?? { units: [], qualities: [] };
        mentions.set(id, list);
        list.units.push(unit);
        list.qualities.push(quality);
      }
      unit += 1;
    }
  }
  return mentions;
}

const NOWHERE: Mentions = { units: [], qualities: [] };

interface Work {
  layout: Layout;
  /** By unit of all phrasings: how far the question says it. */
  said: Float32Array;
  /** By phrasing: the weight of what the question has in common with it. */
  masses: Float32Array;
  /** By phrasing: scratch, 0 before and after. */
  best: Float32Array;
}

function addMatches({ terms, weight }: QueryUnit, mentions: Map<string, Mentions>, work: Work): void {
  const { layout, said, masses, best } = work;
  const touched: number[] = [];
  for (const term of terms) {
    const { units, qualities } = mentions.get(term.id) ?? NOWHERE;
    for (let at = 0; at < units.length; at += 1) {
      const unit = units[at] ?? 0;
      const phrasing = layout.phrasings[unit] ?? 0;
      const match = term.quality * (qualities[at] ?? 0);
      if (match > (said[unit] ?? 0)) said[unit] = match;
      const before = best[phrasing] ?? 0;
      if (before === 0) touched.push(phrasing);
      if (match > before) best[phrasing] = match;
    }
  }
  for (const phrasing of touched) {
    masses[phrasing] = (masses[phrasing] ?? 0) + (best[phrasing] ?? 0) * weight;
    best[phrasing] = 0;
  }
}

function harmony(asked: number, at: number, { layout, said }: { layout: Layout; said: Float32Array }): number {
  const { starts, sizes, weights } = layout;
  const end = starts[at + 1] ?? weights.length;
  let covered = 0;
  for (let unit = starts[at] ?? 0; unit < end; unit += 1) covered += (weights[unit] ?? 0) * (said[unit] ?? 0);
  const share = covered / (sizes[at] ?? 1);
  return ((1 + BALANCE) * asked * share) / (BALANCE * asked + share);
}

/** Keeps the highest few of a source, the highest first. */
function insert(closest: Map<number, number[]>, source: number, score: number): void {
  const scores = closest.get(source);
  if (!scores) {
    closest.set(source, [score]);
    return;
  }
  const at = scores.findIndex((other) => other < score);
  if (at >= 0) scores.splice(at, 0, score);
  else if (scores.length < KINDRED) scores.push(score);
  if (scores.length > KINDRED) scores.pop();
}

function highest(values: Float32Array): number {
  let most = 0;
  for (let at = 0; at < values.length; at += 1) most = Math.max(most, values[at] ?? 0);
  return most;
}

/** Of as many as the source has; those that have nothing in common with the question count as 0. */
function meanOf(scores: number[], phrasings: number): number {
  let sum = 0;
  let most = 0;
  for (let at = 0, share = 1; at < Math.min(KINDRED, phrasings); at += 1, share *= DECAY) {
    sum += (scores[at] ?? 0) * share;
    most += share;
  }
  return sum / most;
}
