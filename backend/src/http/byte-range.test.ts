import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRange } from './byte-range.ts';

test('one range is read as the RFC has it; what is none is answered with the whole', () => {
  const cases: [header: string, range: ReturnType<typeof readRange>][] = [
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=20-10', undefined],
    ['bytes=0-1,5-6', undefined],
    ['items=0-1', undefined],
    ['bytes=-', undefined],
    ['bytes=a-b', undefined],
    ['', undefined],
  ];
  for (const [header, range] of cases)
    assert.deepEqual(readRange(header, { size: 100, isCurrent: true }), range, header);
  assert.equal(readRange('bytes=0-1', { size: 100, isCurrent: false }), undefined);
});
