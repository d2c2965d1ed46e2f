import type { z } from 'zod';
import { parse as parseAny } from '../parse.ts';

/** What a request carries, typed; a missing body counts as an empty one. Throws BAD_REQUEST. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  return parseAny(schema, value ?? {}, 'request');
}
