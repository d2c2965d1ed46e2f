import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const LIGHT = new URL('../src/socket/io.ts', import.meta.url);
/** Its bundle: of its modules one needs a helper of the bundler, which would become a chunk that the chat has to wait for. */
const FULL = new URL(
  '../dist/socket.io.esm.min.js',
  import.meta.resolve('socket.io-client').replace(/esm-debug\//, ''),
);

/** Gives the SDK the widget's small socket in place of Socket.IO's full client, which becomes a chunk of its own. */
export function lightSocket(): Plugin {
  return {
    name: 'light-socket',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source !== 'socket.io-client' || !importer) return undefined;
      return fileURLToPath(importer.includes('/sdk/src/') ? LIGHT : FULL);
    },
  };
}
