import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentFault } from '../../../backend/src/content/content-kind.ts';
import { SOURCE_LOCALE } from '../../../backend/src/content/locale-tag.ts';
import type { LocaleFile } from '../../../backend/src/translation/locale-file.ts';
import { groupPlurals } from '../../../backend/src/translation/plural-key.ts';
import { CONTEXT_FILE, readLocales, type Locales } from '../../../backend/src/translation/read-locales.ts';
import { replaceFile } from '../../../backend/src/translation/replace-file.ts';
import { printContexts, UNEXPLAINED, type TextContext } from '../../../backend/src/translation/text-context.ts';
import { writeTexts } from '../../../backend/src/translation/write-translations.ts';
import { findLostKeys, type LostKey } from '../find-lost-keys.ts';
import { findReferences } from '../find-references.ts';
import { printTable } from '../print-table.ts';
import type { Verb } from '../verb.ts';

interface Extracted {
  key: string;
  /** The first place that asks for it. */
  file: string;
  line: number;
  isPlural: boolean;
  /** Why it was not added. */
  refusal?: string;
}

export const extract: Verb = {
  name: 'extract',
  usage: '[--dry-run]',
  summary: 'Adds the keys that the sources ask for and English lacks, empty, with their place in the context',
  details: [
    '--dry-run  says what would be added',
    'Keys that are put together while running cannot be found. The check then asks for the texts, and for what the place is.',
  ],
  options: { 'dry-run': { type: 'boolean' } },
  async run({ root, dir, settings, values }) {
    const locales = await readLocales(dir);
    const sources = locales.files.filter(({ tag }) => tag === SOURCE_LOCALE);
    const lost = findLostKeys(locales, await findReferences(root, settings));
    const found = [...Map.groupBy(lost, ({ namespace, path }) => `${namespace}:${path}`)].map(describeKey);
    if (!values['dry-run']) {
      for (const one of found) one.refusal = await addText(dir, sources, one);
      await writeContext(dir, await readLocales(dir), found);
    }
    const refused = found.filter(({ refusal }) => refusal);
    return { text: print(found, values['dry-run'] === true), data: found, hasFindings: refused.length > 0 };
  },
};

function describeKey([key, lost]: [string, LostKey[]]): Extracted {
  const { file, line } = lost[0]!.reference;
  return { key, file, line, isPlural: lost.some(({ reference }) => reference.isPlural) };
}

/** Returns why it cannot be. */
async function addText(dir: string, sources: LocaleFile[], { key, isPlural }: Extracted): Promise<string | undefined> {
  const [namespace, path] = key.split(':') as [string, string];
  const source = sources.find((file) => file.namespace === namespace);
  if (!source) return `there is no ${namespace}.json in English`;
  const forms: Record<string, string> = isPlural ? { one: '', other: '' } : { text: '' };
  try {
    await writeTexts(dir, { tag: SOURCE_LOCALE, namespace, source }, [{ entry: { path }, forms }]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error;
    return error.message;
  }
}

/** In the order of the English files, each key in one line; what English no longer has goes. */
async function writeContext(dir: string, { files, context }: Locales, found: Extracted[]): Promise<void> {
  const path = join(dir, CONTEXT_FILE);
  if (!context && found.length === 0) return;
  const places = new Map(found.map(({ key, file, line }) => [key, { where: `${UNEXPLAINED} ${file}:${line}` }]));
  const sources = files.filter(({ tag }) => tag === SOURCE_LOCALE);
  const keys = sources.flatMap(({ namespace, texts }) =>
    [...groupPlurals(texts.keys()).keys()].map((base) => `${namespace}:${base}`),
  );
  const contexts = keys.flatMap((key): [string, TextContext][] => {
    const value = context?.contexts.get(key) ?? places.get(key);
    return value ? [[key, value]] : [];
  });
  const text = printContexts(new Map(contexts));
  if (text !== (await readFile(path, 'utf8').catch(() => undefined))) await replaceFile(path, text);
}

function print(found: Extracted[], isDryRun: boolean): string {
  if (found.length === 0) return 'English has every key that is asked for';
  const rows = found.map(({ file, line, key, refusal }) => [`${file}:${line}`, key, refusal ?? '']);
  const added = found.filter(({ refusal }) => !refusal).length;
  return [...printTable(rows), '', isDryRun ? `${added} keys would be added` : `${added} keys added`].join('\n');
}
