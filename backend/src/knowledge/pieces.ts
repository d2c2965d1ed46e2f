import { setImmediate as turnOfOthers } from 'node:timers/promises';

/** Work that may pause at each `yield`. */
export type Work<T> = Generator<undefined, T>;

export interface Pieces<T> {
  /** Does what is left at once. */
  finish(): T;
  /** Does what is left in pieces, between which everything else gets its turn. */
  finishInPieces(): Promise<T>;
}

/** A piece is over at the first pause after so long. */
const PIECE_MS = 5;

/** Does the work once, when it is first asked for. Who cannot wait for the pieces may ask for the rest at any time. */
export function createPieces<T>(work: Work<T>): Pieces<T> {
  let result: { value: T } | undefined;
  let fault: unknown;
  let inPieces: Promise<T> | undefined;

  function advance(): void {
    // A generator that has thrown would say that it is done.
    if (fault) throw fault;
    try {
      const next = work.next();
      if (next.done) result = { value: next.value };
    } catch (error) {
      fault = error;
      throw error;
    }
  }

  function finish(): T {
    while (!result) advance();
    return result.value;
  }

  async function pieceByPiece(): Promise<T> {
    while (!result) {
      await turnOfOthers();
      const end = performance.now() + PIECE_MS;
      while (!result && performance.now() < end) advance();
    }
    return result.value;
  }

  return { finish, finishInPieces: () => (inPieces ??= pieceByPiece()) };
}
