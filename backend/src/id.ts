import { randomFillSync } from 'node:crypto';

const BYTES = 16;
/** Random bytes are drawn for many ids at once: one call of the system for each would cost more than all the rest. */
const pool = Buffer.alloc(BYTES * 256);
let used = pool.length;

/** A UUID version 7 (RFC 9562): unique, and sorted by the millisecond of its making, so that index pages fill in order. */
export function createId(now = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, (used += BYTES));
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
