import type { z } from 'zod';
import { AppError } from '../errors.ts';

/** What a request carries, typed. Throws `BAD_REQUEST` that names each wrong field, never its value. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'request'}: ${message}`);
  throw new AppError('BAD_REQUEST', 'The request is not valid', { hint: faults.slice(0, 5).join('; ') });
}
