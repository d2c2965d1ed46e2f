import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until `probe` gives something truthy; rejects after `timeoutMs` with what was waited for and the last fault. */
export async function eventually<T>(
  what: string,
  probe: () => T | Promise<T>,
  timeoutMs = 10_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  let fault: unknown;
  for (;;) {
    try {
      const found = await probe();
      if (found) return found;
      fault = undefined;
    } catch (error) {
      fault = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${timeoutMs} ms`, { cause: fault });
    await pause(20);
  }
}
