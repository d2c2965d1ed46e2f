import type { BenchLine } from '../bench-line.ts';

/** A figure and its target, which is the limit: where that is 0, nothing may be over it. */
export function line(id: string, name: string, ours: number, limit: number, unit: string): BenchLine {
  const ratio = limit ? ours / limit : ours;
  return { id, name, ours, limit, ratio, target: limit ? 1 : 0, unit, pass: ours <= limit };
}
