import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseAllDocuments, visit } from 'yaml';
import { readLiterals, type Literal } from './read-literals.ts';
import type { LocaleSettings } from './settings.ts';

/** A string in the sources that may name a key. */
export interface Reference extends Literal {
  file: string;
  /** Where a key that is written without a namespace may stand. */
  namespaces?: readonly string[];
}

const SKIPPED = new Set(['node_modules', 'dist', 'testing', 'schemas']);
const READERS: Record<string, (text: string) => Literal[]> = {
  ts: readLiterals,
  js: readLiterals,
  mjs: readLiterals,
  html: readMarkup,
  yaml: readYamlTexts,
};

export async function findReferences(root: string, { sources, namespaces }: LocaleSettings): Promise<Reference[]> {
  const references: Reference[] = [];
  for (const source of sources) {
    for (const file of await listFiles(root, source)) {
      const found = READERS[extension(file)]!(await readFile(join(root, file), 'utf8'));
      const own = namespacesOf(file, namespaces);
      references.push(...found.map((reference) => ({ ...reference, file, namespaces: own })));
    }
  }
  return references;
}

async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const nested = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(root, path);
    return extension(path) in READERS && !/\.(test|d)\.\w+$/.test(path) ? [path] : [];
  });
  return (await Promise.all(nested)).flat().sort();
}

function extension(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function namespacesOf(file: string, namespaces: LocaleSettings['namespaces']): readonly string[] | undefined {
  const fitting = Object.keys(namespaces).filter((folder) => file.startsWith(folder));
  return namespaces[fitting.toSorted((a, b) => b.length - a.length)[0] ?? ''];
}

function readMarkup(text: string): Literal[] {
  const quoted = text.matchAll(/([\w-]*)\s*=\s*["']([^"']*)["']/g);
  return [...quoted].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    text: match[2]!,
    ...(match[1]!.startsWith('data-words') && { isAsked: true }),
  }));
}

function readYamlTexts(text: string): Literal[] {
  const lineCounter = new LineCounter();
  const found: Literal[] = [];
  for (const document of parseAllDocuments(text, { lineCounter, logLevel: 'silent' })) {
    visit(document, {
      Scalar(_key, { value, range }) {
        if (typeof value === 'string') found.push({ line: lineCounter.linePos(range?.[0] ?? 0).line, text: value });
      },
    });
  }
  return found;
}
