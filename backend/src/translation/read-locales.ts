import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentFault } from '../content/content-kind.ts';
import { readJson, type JsonSource, type JsonValue } from '../content/json.ts';
import { isLocaleTag } from '../content/locale-tag.ts';
import type { Finding } from './finding.ts';

/** One `locales/<tag>/<namespace>.json`. */
export interface LocaleFile {
  tag: string;
  namespace: string;
  file: string;
  /** Text by path; groups are not in it. */
  texts: ReadonlyMap<string, string>;
  groups: ReadonlySet<string>;
  /** Keys whose value is neither: told once, as broken. */
  broken: ReadonlySet<string>;
  /** The line of a key, or of the nearest group above it. */
  lineOf(key: string): number;
}

export interface Locales {
  files: LocaleFile[];
  /** Files that are there but cannot be read: nothing is said to be missing from them. */
  broken: { tag: string; namespace: string }[];
  findings: Finding[];
}

export async function readLocales(root: string): Promise<Locales> {
  const locales: Locales = { files: [], broken: [], findings: [] };
  for (const tag of (await readdir(join(root, 'locales'))).filter(isLocaleTag).sort()) {
    const names = await readdir(join(root, 'locales', tag));
    for (const name of names.filter((candidate) => candidate.endsWith('.json')).sort()) {
      await readInto(locales, root, { tag, namespace: name.slice(0, -'.json'.length) });
    }
  }
  return locales;
}

async function readInto(locales: Locales, root: string, { tag, namespace }: { tag: string; namespace: string }) {
  const file = `locales/${tag}/${namespace}.json`;
  try {
    const source = readJson(await readFile(join(root, file), 'utf8'));
    locales.files.push(flatten(source, { tag, namespace, file }, locales.findings));
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error;
    locales.broken.push({ tag, namespace });
    locales.findings.push({ file, line: error.line ?? 1, rule: 'broken', key: '', detail: describeFault(error) });
  }
}

function describeFault({ message, expected, found }: ContentFault): string {
  return `${message}, expected ${expected}, found ${found}`;
}

function flatten(
  source: JsonSource,
  place: { tag: string; namespace: string; file: string },
  findings: Finding[],
): LocaleFile {
  const texts = new Map<string, string>();
  const groups = new Set<string>();
  const broken = new Set<string>();
  const paths = new Map<string, string[]>();
  const lineOf = (key: string) => source.lineOf(paths.get(key) ?? nearest(paths, key));

  function walk(value: JsonValue, path: string[]): void {
    const key = path.join('.');
    paths.set(key, path);
    if (typeof value === 'string') texts.set(key, value);
    else if (isGroup(value)) {
      groups.add(key);
      for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name]);
    } else {
      broken.add(key);
      const detail = `expected a text or a group of texts, found ${JSON.stringify(value).slice(0, 60)}`;
      findings.push({ file: place.file, line: source.lineOf(path), rule: 'broken', key, detail });
    }
  }

  walk(source.value, []);
  return { ...place, texts, groups, broken, lineOf };
}

function nearest(paths: Map<string, string[]>, key: string): string[] {
  const parts = key.split('.');
  for (let length = parts.length - 1; length > 0; length--) {
    const path = paths.get(parts.slice(0, length).join('.'));
    if (path) return path;
  }
  return [];
}

function isGroup(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
