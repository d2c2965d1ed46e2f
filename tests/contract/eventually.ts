import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the condition holds; fails after `timeoutMs`. */
export async function eventually(holds: () => boolean, timeoutMs = 4_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > until) assert.fail(`within ${timeoutMs} ms it never held: ${holds}`);
    await delay(5);
  }
}
