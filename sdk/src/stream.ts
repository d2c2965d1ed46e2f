import type { Author } from './protocol.ts';

export interface Piece {
  /** In UTF-16 units. */
  offset: number;
  text: string;
}

/** An answer being written. `ahead` holds pieces that came before the text they continue; without an author its start was missed. */
export interface Stream {
  readonly id: string;
  readonly author?: Author;
  readonly text: string;
  readonly ahead: readonly Piece[];
}

/** Appends what fits, cuts what is held already, keeps what is too far ahead. */
export function extendStream(stream: Stream, ...pieces: Piece[]): Stream {
  let { text } = stream;
  const ahead: Piece[] = [];
  for (const piece of [...stream.ahead, ...pieces].sort((a, b) => a.offset - b.offset)) {
    if (piece.offset > text.length) ahead.push(piece);
    else text += piece.text.slice(text.length - piece.offset);
  }
  return { ...stream, text, ahead };
}
