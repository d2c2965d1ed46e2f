import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayIn } from './environment.ts';

test('a day is the one of the place', () => {
  const evening = new Date('2026-11-25T23:30:00Z');
  const days = ['UTC', 'Europe/Moscow', 'America/New_York'].map((timeZone) => dayIn(timeZone, evening));
  assert.deepEqual(days, ['2026-11-25', '2026-11-26', '2026-11-25']);
  assert.equal(dayIn('America/New_York', new Date('2026-11-25T02:00:00Z')), '2026-11-24');
});
