import { type z } from 'zod';
import { AppError } from '../errors.ts';

/** A place in a list, opaque to clients. */
export function writeCursor(values: unknown): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Throws `BAD_REQUEST` for a cursor that this list did not write. */
export function readCursor<T extends z.ZodType>(schema: T, cursor: string): z.output<T> {
  const result = schema.safeParse(decode(cursor));
  if (!result.success)
    throw new AppError('BAD_REQUEST', 'The cursor is not valid', { hint: 'Start again without it.' });
  return result.data;
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
