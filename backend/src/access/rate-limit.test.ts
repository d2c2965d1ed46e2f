import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLimiter } from './rate-limit.ts';

test('a key is refused after its points are used and told when to come back', () => {
  let now = 1_000;
  const limiter = createLimiter({ points: 2, seconds: 10, now: () => now });
  assert.deepEqual(limiter.take('a'), { ok: true });
  now += 4_000;
  assert.deepEqual(limiter.take('a'), { ok: true });
  assert.deepEqual(limiter.take('a'), { ok: false, retryAfter: 6 });
  assert.deepEqual(limiter.take('b'), { ok: true });
});

test('a key starts afresh when its window has ended', () => {
  let now = 0;
  const limiter = createLimiter({ points: 1, seconds: 10, now: () => now });
  limiter.take('a');
  now = 10_000;
  assert.deepEqual(limiter.take('a'), { ok: true });
  assert.equal(limiter.take('a').ok, false);
});

test('a cleared key starts afresh', () => {
  const limiter = createLimiter({ points: 1, seconds: 10 });
  limiter.take('a');
  limiter.clear('a');
  assert.deepEqual(limiter.take('a'), { ok: true });
});

test('the oldest windows are forgotten when there are too many keys', () => {
  const limiter = createLimiter({ points: 1, seconds: 10, maxKeys: 2 });
  for (const key of ['a', 'b', 'c']) limiter.take(key);
  assert.equal(limiter.take('c').ok, false);
  assert.equal(limiter.take('b').ok, false);
  assert.equal(limiter.take('a').ok, true);
});
