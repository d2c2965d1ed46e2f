import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Writes the embed script a second time under a name that says its version and content, for pages that pin it by its integrity
 * (https://www.w3.org/TR/SRI/), and prints the snippet for them. It is kept in `integrity.json` too.
 */
export function versionedEntry(version: string): Plugin {
  return {
    name: 'versioned-entry',
    writeBundle({ dir }) {
      const script = readFileSync(join(dir!, 'agent-chat.js'));
      const digest = createHash('sha384').update(script).digest();
      const file = `agent-chat-${version}-${digest.toString('hex').slice(0, 8)}.js`;
      const integrity = `sha384-${digest.toString('base64')}`;
      writeFileSync(join(dir!, file), script);
      writeFileSync(join(dir!, 'integrity.json'), `${JSON.stringify({ file, integrity }, undefined, 2)}\n`);
      console.log(`<script type="module" src="/${file}" integrity="${integrity}" crossorigin></script>`);
    },
  };
}
