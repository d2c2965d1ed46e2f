import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes a stream to `path` and flushes it. False when there is more than `mostBytes`: then nothing is left there. */
export async function writeIncoming(
  path: string,
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<boolean> {
  const excess = new Error('too large');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      done(size > mostBytes ? excess : null, chunk);
    },
  });
  try {
    await pipeline(source, measure, createWriteStream(path, { flush: true }));
    return true;
  } catch (error) {
    await rm(path, { force: true });
    if (error === excess) return false;
    throw error;
  }
}
