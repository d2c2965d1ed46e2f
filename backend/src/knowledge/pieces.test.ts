import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPieces, type Work } from './pieces.ts';

const STEPS = 20;

/** Each step takes longer than a piece may. */
function* slow(steps: number[]): Work<string> {
  for (let step = 0; step < STEPS; step += 1) {
    const end = performance.now() + 6;
    while (performance.now() < end);
    steps.push(step);
    yield;
  }
  return 'done';
}

test('work in pieces lets others have their turn after each', async () => {
  const steps: number[] = [];
  const pieces = createPieces(slow(steps));
  const seen = new Set<number>();
  const look = setInterval(() => seen.add(steps.length), 1);
  assert.equal(await pieces.finishInPieces(), 'done');
  clearInterval(look);
  assert.ok(seen.size > STEPS / 2, `others were heard ${seen.size} times`);
});

test('who cannot wait gets the rest at once, and nothing is done twice', async () => {
  const steps: number[] = [];
  const pieces = createPieces(slow(steps));
  const waiting = [pieces.finishInPieces(), pieces.finishInPieces()];
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(steps.length > 0 && steps.length < STEPS);
  assert.equal(pieces.finish(), 'done');
  assert.deepEqual(await Promise.all(waiting), ['done', 'done']);
  assert.equal(pieces.finish(), 'done');
  assert.equal(steps.length, STEPS);
});

test('a fault is told to everybody who asks', async () => {
  const pieces = createPieces(
    (function* (): Work<string> {
      yield;
      throw new Error('broken');
    })(),
  );
  await assert.rejects(pieces.finishInPieces(), /broken/);
  assert.throws(() => pieces.finish(), /broken/);
});
