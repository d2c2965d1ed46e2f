import { waitUntil as wait } from '@open-wc/testing';

/** Milliseconds. What a busy machine does later is no fault; what never comes still fails. */
const PATIENCE = 8_000;

/** Until `predicate` holds. The one of Open WC gives up after a second. */
export function waitUntil(predicate: () => unknown, message?: string): Promise<void> {
  return wait(predicate, message, { timeout: PATIENCE });
}
