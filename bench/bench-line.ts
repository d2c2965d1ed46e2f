/** One result of a benchmark: what we reach, beside a limit or a peer measured in the same run. */
export interface BenchLine {
  /** Stable, e.g. `S10-1k`. */
  id: string;
  /** For people. */
  name: string;
  ours: number;
  /** The limit or peer, in the same unit. */
  limit: number;
  /** `ours / limit`. */
  ratio: number;
  /** Bound of the ratio: what `pass` was decided by. */
  target: number;
  unit: string;
  pass: boolean;
}
