import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

/** The whole body of a request that is no JSON. Throws `TOO_LARGE`. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new AppError('TOO_LARGE', `The file has more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
