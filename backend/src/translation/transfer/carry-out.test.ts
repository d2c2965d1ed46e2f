import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChangeOutcome } from '../change-texts.ts';
import { carryOut } from './carry-out.ts';
import type { ImportPlan } from './plan-import.ts';

test('what somebody else has changed since the plan was made is refused, and the rest goes in', async () => {
  const translation = { forms: { text: 'x' }, wanted: ['text'], state: 'done', file: 'f', line: 1 } as const;
  const outcomes = new Map<string, ChangeOutcome>([
    ['widget:a', { kind: 'saved', translation: { ...translation, wanted: ['text'] }, before: {} }],
    ['widget:b', { kind: 'overtaken', translation: { ...translation, wanted: ['text'] } }],
  ]);
  const changes = [...outcomes.keys()].map((key) => ({ tag: 'de', key, forms: { text: 'x' } }));
  const plan: ImportPlan = { file: 'de.csv', tag: 'de', changes, confirmed: ['widget:c'], unchanged: 0, refused: [] };
  const accepted: unknown[] = [];
  const done = await carryOut(plan, {
    set: async (wanted) => wanted.map(({ key }) => outcomes.get(key)!),
    accept: async (...call) => accepted.push(call),
  });
  assert.deepEqual(
    done.changes.map(({ key }) => key),
    ['widget:a'],
  );
  assert.deepEqual(
    done.refused.map(({ key, file }) => [key, file]),
    [['widget:b', 'de.csv']],
  );
  assert.deepEqual(accepted, [['de', ['widget:c']]]);
});
