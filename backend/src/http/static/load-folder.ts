import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { createStaticFile, type StaticFile } from './static-file.ts';

/** All files of a built folder by their path in it (`chunks/chat-1a2b.js`). Empty when there is no such folder. */
export function loadFolder(dir: string): Map<string, StaticFile> {
  if (!existsSync(dir)) return new Map();
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry): [string, StaticFile] => {
      const path = join(entry.parentPath, entry.name);
      return [relative(dir, path).split(sep).join('/'), createStaticFile(extname(entry.name), readFileSync(path))];
    }),
  );
}
