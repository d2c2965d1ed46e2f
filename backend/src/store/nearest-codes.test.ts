import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanChunk, toWords } from './nearest-codes.ts';

const BYTES = 96;
const codeOf = (fill: (at: number) => number): Uint8Array => Uint8Array.from({ length: BYTES }, (_, at) => fill(at));
const toEntry = (id: number, code: Uint8Array): Buffer => {
  const head = Buffer.alloc(8);
  head.writeBigInt64LE(BigInt(id));
  return Buffer.concat([head, code]);
};
const bits = (byte: number): number => byte.toString(2).replaceAll('0', '').length;

function scan(chunk: Uint8Array, code: Uint8Array): [id: number, distance: number][] {
  const found: [number, number][] = [];
  scanChunk(chunk, toWords(code), (distance, id) => found.push([id, distance]));
  return found;
}

test('distances are the numbers of differing bits, for none, all and any of them', () => {
  const wanted = codeOf((at) => (at * 37) & 0xff);
  const other = codeOf((at) => (at * at * 11 + 5) & 0xff);
  const chunk = Buffer.concat([
    toEntry(1, wanted),
    toEntry(
      2,
      wanted.map((byte) => ~byte),
    ),
    toEntry(2 ** 40 + 3, other),
  ]);
  const between = wanted.reduce((sum, byte, at) => sum + bits(byte ^ other[at]!), 0);
  assert.deepEqual(scan(chunk, wanted), [
    [1, 0],
    [2, 8 * BYTES],
    [2 ** 40 + 3, between],
  ]);
});

test('a chunk that does not lie aligned in memory is read all the same', () => {
  const code = codeOf((at) => at);
  const shifted = Buffer.concat([Buffer.alloc(1), toEntry(7, code)]).subarray(1);
  assert.deepEqual(scan(shifted, code), [[7, 0]]);
});
