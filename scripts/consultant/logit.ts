import type { Sample } from './samples.ts';

const RIDGE = 0.1;
const ROUNDS = 500;
/** Adam: how far a step goes, and how long it remembers. */
const STEP = 0.1;
const MOMENTUM = 0.9;
const MEMORY = 0.99;

interface Row {
  values: number[][];
  right: boolean[];
  isAnswered: boolean;
  weight: number;
}

/** The weights that make the right choices likeliest, by the name of the feature; `bias` is what each candidate starts with against "none". */
export function fitLogit(samples: (Sample & { weight: number })[]): Record<string, number> {
  const names = Object.keys(samples.find(({ candidates }) => candidates.length > 0)?.candidates[0]?.features ?? {});
  const rows = samples
    .map((sample) => toRow(sample, names))
    .filter(({ right, isAnswered }) => right.includes(true) || !isAnswered);
  const weights = [...names, 'bias'].map(() => 0);
  const mean = weights.map(() => 0);
  const spread = weights.map(() => 0);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const slope = slopeOf(rows, weights);
    for (const [at, value] of slope.entries()) {
      const pull = at < names.length ? value + RIDGE * (weights[at] ?? 0) : value;
      mean[at] = MOMENTUM * (mean[at] ?? 0) + (1 - MOMENTUM) * pull;
      spread[at] = MEMORY * (spread[at] ?? 0) + (1 - MEMORY) * pull ** 2;
      const size = Math.sqrt(spread[at] / (1 - MEMORY ** round)) + 1e-9;
      weights[at] = (weights[at] ?? 0) - (STEP * (mean[at] / (1 - MOMENTUM ** round))) / size;
    }
  }
  return Object.fromEntries([...names, 'bias'].map((name, at) => [name, weights[at] ?? 0]));
}

function toRow({ entries, candidates, weight }: Sample & { weight: number }, names: string[]): Row {
  const values = candidates.map(({ features }) => [...names.map((name) => features[name] ?? 0), 1]);
  return { values, right: candidates.map(({ right }) => right), isAnswered: entries.length > 0, weight };
}

function slopeOf(rows: Row[], weights: number[]): number[] {
  const slope = weights.map(() => 0);
  for (const { values, right, isAnswered, weight } of rows) {
    const odds = values.map((row) => Math.exp(row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)));
    const all = 1 + sum(odds);
    const wanted = isAnswered ? sum(odds.filter((_, at) => right[at])) : 1;
    for (const [candidate, row] of values.entries()) {
      const share = (odds[candidate] ?? 0) / all;
      const due = isAnswered && right[candidate] ? (odds[candidate] ?? 0) / wanted : 0;
      for (const [at, value] of row.entries()) slope[at] = (slope[at] ?? 0) + (share - due) * value * weight;
    }
  }
  return slope;
}

function sum(values: number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
