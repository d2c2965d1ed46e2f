import { AppError } from '../errors.ts';

/** The last row of a page: where the next one begins. */
export interface LeadCursor {
  value: string;
  position: number;
}

export function encodeCursor({ value, position }: LeadCursor): string {
  return Buffer.from(JSON.stringify([value, position])).toString('base64url');
}

/** Throws BAD_REQUEST when it was not made by {@link encodeCursor}. */
export function decodeCursor(cursor: string): LeadCursor {
  try {
    const [value, position] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof value === 'string' && Number.isSafeInteger(position)) return { value, position: position as number };
  } catch {
    // Falls through to the refusal.
  }
  throw new AppError('BAD_REQUEST', 'The cursor is not one of this list', { hint: 'Start again without a cursor.' });
}
