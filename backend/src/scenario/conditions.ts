import type { Answers } from './scenario.ts';
import type { Conditions } from './step-schema.ts';

/** Whether all conditions hold; an empty set always does. */
export function holds(conditions: Conditions, answers: Answers): boolean {
  for (const key in conditions) {
    const expected = conditions[key]!;
    const value = answers[key]?.value;
    if (typeof expected === 'boolean') {
      if (expected !== (value !== undefined)) return false;
    } else if (value === undefined) return false;
    else if (typeof expected === 'string' ? expected !== value : !expected.includes(value)) return false;
  }
  return true;
}
