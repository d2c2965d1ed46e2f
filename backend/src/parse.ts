import type { z } from 'zod';
import { AppError } from './errors.ts';

const FAULTS_NAMED = 5;
const LONGEST_PATH = 80;

/** What came from outside, typed. Throws BAD_REQUEST that names each wrong field, never its value: that is a visitor's. */
export function parse<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.').slice(0, LONGEST_PATH) || what}: ${message}`,
  );
  throw new AppError('BAD_REQUEST', `The ${what} is not valid`, { hint: faults.slice(0, FAULTS_NAMED).join('; ') });
}
