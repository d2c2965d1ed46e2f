import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** A file in memory, compressed once, when somebody first wants it so. */
export interface StaticFile {
  /** With its extension, e.g. `.js`. */
  extension: string;
  etag: string;
  /** Undefined when the encoding does not make it smaller. */
  body(encoding: Encoding): Promise<Buffer | undefined>;
}

const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt', '.xml', '.map', '.webmanifest']);
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

export function createStaticFile(extension: string, content: Buffer): StaticFile {
  const compressed = new Map<Encoding, Promise<Buffer | undefined>>();
  return {
    extension,
    etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    body(encoding) {
      if (encoding === 'identity') return Promise.resolve(content);
      if (!COMPRESSIBLE.has(extension)) return Promise.resolve(undefined);
      if (!compressed.has(encoding)) compressed.set(encoding, compress(encoding, content));
      return compressed.get(encoding)!;
    },
  };
}

async function compress(encoding: Encoding, content: Buffer): Promise<Buffer | undefined> {
  const packed =
    encoding === 'br'
      ? await brotli(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } })
      : await zip(content, { level: constants.Z_BEST_COMPRESSION });
  return packed.length < content.length ? packed : undefined;
}
