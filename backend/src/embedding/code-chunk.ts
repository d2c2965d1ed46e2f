import { CODE_BITS } from './vector-code.ts';

/** Entries of a chunk. With more a scan is little faster, and one more entry dearer: its whole chunk is written. */
export const CHUNK_ENTRIES = 256;
const ID_BYTES = 8;
export const ENTRY_BYTES = ID_BYTES + CODE_BITS / 8;

/** What a chunk holds of one vector: its id (64 bits, little endian), then its short code. */
export function toEntry(id: number, code: Uint8Array): Buffer {
  const entry = Buffer.alloc(ENTRY_BYTES);
  entry.writeBigInt64LE(BigInt(id));
  entry.set(code, ID_BYTES);
  return entry;
}

/** The chunk without the entries of these ids. */
export function withoutIds(chunk: Uint8Array, ids: ReadonlySet<number>): Buffer {
  return Buffer.concat(entriesOf(chunk).filter((entry) => !ids.has(idOf(entry))));
}

function entriesOf(chunk: Uint8Array): Buffer[] {
  const bytes = Buffer.from(chunk);
  return Array.from({ length: bytes.length / ENTRY_BYTES }, (_, at) =>
    bytes.subarray(at * ENTRY_BYTES, (at + 1) * ENTRY_BYTES),
  );
}

function idOf(entry: Buffer): number {
  return Number(entry.readBigInt64LE());
}
