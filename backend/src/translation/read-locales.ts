import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ContentFault } from '../content/content-kind.ts';
import { isGone } from '../content/folder-scan.ts';
import { isLocaleTag } from '../content/locale-tag.ts';
import type { Finding } from './finding.ts';
import { parseLocaleFile, type LocaleFile } from './locale-file.ts';
import { parseContexts, type ContextFile } from './text-context.ts';
import { parseStates, type StateLines } from './translation-state.ts';

export const CONTEXT_FILE = 'context.json';
export const STATE_FILE = '.state.json';

/** Everything that lies in the folder of locales. */
export interface Locales {
  /** As findings name the folder. */
  name: string;
  tags: string[];
  files: LocaleFile[];
  /** Files that are there but cannot be read: nothing is said to be missing from them. */
  broken: { tag: string; namespace: string }[];
  states: ReadonlyMap<string, StateLines>;
  /** Undefined where there is none, or it cannot be read. */
  context?: ContextFile;
  findings: Finding[];
}

export async function readLocales(dir: string): Promise<Locales> {
  const name = basename(dir);
  const findings: Finding[] = [];
  const files: LocaleFile[] = [];
  const broken: Locales['broken'] = [];
  const states = new Map<string, StateLines>();
  const read = <T>(path: string, parse: (json: string, file: string) => T) =>
    readOrReport(join(dir, path), `${name}/${path}`, { parse, findings });
  const tags = await tagsIn(dir);
  for (const tag of tags) {
    for (const namespace of await namespacesIn(join(dir, tag))) {
      const file = await read(`${tag}/${namespace}.json`, (json, path) =>
        parseLocaleFile(json, { tag, namespace, file: path }, findings),
      );
      if (file) files.push(file);
      else broken.push({ tag, namespace });
    }
    states.set(tag, (await read(`${tag}/${STATE_FILE}`, parseStates)) ?? new Map());
  }
  return { name, tags, files, broken, states, context: await read(CONTEXT_FILE, parseContexts), findings };
}

async function tagsIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isFile() && isLocaleTag(entry.name))
    .map((entry) => entry.name)
    .sort();
}

async function namespacesIn(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  return names.map((name) => name.slice(0, -'.json'.length)).sort();
}

interface Reading<T> {
  parse: (json: string, file: string) => T;
  findings: Finding[];
}

/** Undefined where the file is not there; also where it is broken, which is a finding. */
async function readOrReport<T>(path: string, file: string, { parse, findings }: Reading<T>): Promise<T | undefined> {
  try {
    return parse(await readFile(path, 'utf8'), file);
  } catch (error) {
    if (isGone(error)) return undefined;
    if (!(error instanceof ContentFault)) throw error;
    findings.push({ file, line: error.line ?? 1, rule: 'broken', key: '', detail: describeFault(error) });
    return undefined;
  }
}

function describeFault({ message, expected, found }: ContentFault): string {
  return [message, expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean).join(', ');
}
