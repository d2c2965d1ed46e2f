import type { Unit } from './analyse.ts';
import type { KnowledgeIndex, Phrasing } from './knowledge-index.ts';
import type { QueryUnit } from './query.ts';
import { weights } from './weights.ts';

/** What speaks for and against one source being meant. */
export interface Features {
  /** How much of the question the source speaks of anywhere. */
  coverage: number;
  /** How well question and closest phrasing cover each other. */
  closeness: number;
  /** How much of the question's subject, in rare words, the closest phrasings name: 1 from about two rare words. */
  evidence: number;
  /** The weightiest part of the question that the source does not speak of. */
  missed: number;
  /** How many words of other subjects the question has that the source does not say. */
  elsewhere: number;
  /** How much it is asked for what the source does not say: a price, a time, a place. */
  unsaid: number;
}

export interface Ranked {
  source: number;
  features: Features;
  /** Log-odds against "none of them". */
  score: number;
}

/** How many sources are compared phrasing by phrasing. */
const SHORTLIST = 40;
/** Sources that cover less than this share of what the best one covers are not compared. */
const FAR_BEHIND = 0.25;
/** From what share on a source says a word. */
const SAID = 0.3;
const FULL_EVIDENCE = 1.6;

/** The sources that speak of the question, the likeliest first. `prefer` adds to a source's score. */
export function rank<T>(units: QueryUnit[], index: KnowledgeIndex<T>, prefer: (item: T) => number): Ranked[] {
  const total = units.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const shares = units.map((unit) => matchPostings(unit, index));
  const coverage = cover(units, shares, index.items.length);
  const strangeness = weighForeign(units, total);
  const ranked = shortlistOf(coverage).map((source) => {
    const covered = (coverage[source] ?? 0) / total;
    const features = { coverage: covered, ...compare(units, index, source), ...lacking(units, shares, source) };
    return { source, features, score: scoreOf(features) + strangeness + prefer(index.items[source] as T) };
  });
  return ranked.sort((a, b) => b.score - a.score);
}

/** By source: the weight of what it speaks of. */
function cover(units: QueryUnit[], shares: Float32Array[], sources: number): Float32Array {
  const coverage = new Float32Array(sources);
  units.forEach(({ weight }, at) => {
    shares[at]?.forEach((share, source) => {
      if (share > 0) coverage[source] = (coverage[source] ?? 0) + weight * share;
    });
  });
  return coverage;
}

function shortlistOf(coverage: Float32Array): number[] {
  const least = FAR_BEHIND * coverage.reduce((most, each) => Math.max(most, each), 0);
  const close: number[] = [];
  coverage.forEach((covered, source) => {
    if (covered > 0 && covered >= least) close.push(source);
  });
  return close.sort((a, b) => (coverage[b] ?? 0) - (coverage[a] ?? 0)).slice(0, SHORTLIST);
}

function scoreOf({ coverage, closeness, evidence, missed, elsewhere, unsaid }: Features): number {
  const forIt = weights.coverage * coverage + weights.closeness * closeness + weights.evidence * evidence;
  const againstIt =
    weights.missed * missed + weights.elsewhere * Math.min(2, elsewhere) + weights.unsaid * Math.min(1, unsaid);
  return weights.bias + forIt + againstIt;
}

function weighForeign(units: QueryUnit[], total: number): number {
  const foreign = units.reduce((sum, unit) => sum + (unit.foreign ? unit.weight : 0), 0);
  return (weights.foreign * foreign) / total;
}

/** By source: how far it speaks of the unit, 0–1. */
function matchPostings<T>({ terms }: QueryUnit, { postings, items }: KnowledgeIndex<T>): Float32Array {
  const best = new Float32Array(items.length);
  for (const { id, quality } of terms) {
    for (const { source, strength } of postings.get(id) ?? []) {
      const share = quality * strength;
      if (share > (best[source] ?? 0)) best[source] = share;
    }
  }
  return best;
}

function lacking(
  units: QueryUnit[],
  shares: Float32Array[],
  source: number,
): Pick<Features, 'missed' | 'elsewhere' | 'unsaid'> {
  const gaps = units.map((unit, at) => ({ unit, share: shares[at]?.[source] ?? 0 }));
  return {
    missed: Math.max(0, ...gaps.map(({ unit, share }) => unit.weight * (1 - share))),
    elsewhere: gaps.filter(({ unit, share }) => unit.elsewhere && share < SAID).length,
    unsaid: gaps.filter(({ unit, share }) => unit.facet && share < SAID).length,
  };
}

function compare<T>(
  units: QueryUnit[],
  index: KnowledgeIndex<T>,
  source: number,
): Pick<Features, 'closeness' | 'evidence'> {
  let closeness = 0;
  let evidence = 0;
  for (const phrasing of index.phrasings[source] ?? []) {
    const { asked, said, mass } = overlap(units, phrasing);
    if (asked + said > 0) closeness = Math.max(closeness, (1.5 * asked * said) / (0.5 * asked + said));
    evidence = Math.max(evidence, mass);
  }
  return { closeness, evidence: Math.min(1, evidence / FULL_EVIDENCE) };
}

interface Overlap {
  /** The share of the question that the phrasing covers. */
  asked: number;
  /** The share of the phrasing that the question covers. */
  said: number;
  /** The weight of what both name. */
  mass: number;
}

function overlap(units: QueryUnit[], phrasing: Phrasing): Overlap {
  const said = phrasing.units.map(() => 0);
  let mass = 0;
  let total = 0;
  for (const { terms, weight } of units) {
    let best = 0;
    phrasing.units.forEach((unit, at) => {
      const match = matchUnits(terms, unit);
      said[at] = Math.max(said[at] ?? 0, match);
      best = Math.max(best, match);
    });
    mass += best * weight;
    total += weight;
  }
  const size = phrasing.weights.reduce((sum, each) => sum + each, 0);
  const covered = phrasing.weights.reduce((sum, each, at) => sum + each * (said[at] ?? 0), 0);
  return { asked: mass / total, said: size === 0 ? 0 : covered / size, mass };
}

function matchUnits(terms: QueryUnit['terms'], unit: Unit): number {
  let best = 0;
  for (const { id, quality } of terms) {
    for (const other of unit.terms) if (other.id === id) best = Math.max(best, quality * other.quality);
  }
  return best;
}
