import type { Statement, Transaction } from '../store/database.ts';

export interface VectorEntry {
  id: number;
  /** Whose it is; searches never cross owners. */
  owner: string;
  vector: Float32Array;
}

export interface VectorFilter {
  owner: string;
  /** Vectors of another embedder are never compared. */
  embedderId: string;
}

export interface VectorHit {
  id: number;
  /** Cosine, −1 to 1. */
  similarity: number;
}

/** Nearest vectors of one owner. Writes take part in the caller's transaction. */
export interface VectorIndex {
  /** Replaces what an id had before, whichever embedder made it. */
  upsert(trx: Transaction, embedderId: string, entries: VectorEntry[]): Promise<void>;
  /** Reads {@link VectorHit}s, at most `k`, nearest first: a statement, so that others can be built around it. */
  nearest(vector: Float32Array, filter: VectorFilter, k: number): Statement;
  /** Leaves no trace of these ids. */
  remove(trx: Transaction, ids: number[]): Promise<void>;
}
