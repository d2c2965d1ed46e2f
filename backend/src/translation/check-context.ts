import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import type { Finding } from './finding.ts';
import type { LocaleFile } from './locale-file.ts';
import { placeholdersOf } from './placeholders.ts';
import { groupPlurals } from './plural-key.ts';
import { CONTEXT_FILE, type Locales } from './read-locales.ts';
import { UNEXPLAINED, type ContextFile } from './text-context.ts';

/** Each English text is explained, with a sample for each of its placeholders, and nothing else is. */
export function checkContext({ files, name, context, findings }: Locales): Finding[] {
  const file = `${name}/${CONTEXT_FILE}`;
  const sources = files.filter(({ tag }) => tag === SOURCE_LOCALE);
  if (!context) {
    const isBroken = findings.some((finding) => finding.file === file);
    return isBroken ? [] : [{ file, line: 1, rule: 'context', key: '*', detail: 'there is no such file' }];
  }
  const known = new Set<string>();
  const unexplained = sources.flatMap((source) =>
    [...groupPlurals(source.texts.keys())].flatMap(([base, keys]) => {
      known.add(`${source.namespace}:${base}`);
      return checkKey(source, { base, keys }, context, file);
    }),
  );
  const left = [...context.contexts.keys()].filter((key) => !known.has(key));
  const untidy: Finding[] = [
    { file, line: 1, rule: 'context', key: '*', detail: 'each key takes one line: run `npm run locales -- extract`' },
  ];
  return [
    ...(context.isTidy ? [] : untidy),
    ...unexplained,
    ...left.map((key): Finding => {
      return { file, line: context.lineOf(key), rule: 'context', key, detail: 'English has no such key' };
    }),
  ];
}

function checkKey(
  source: LocaleFile,
  { base, keys }: { base: string; keys: string[] },
  context: ContextFile,
  file: string,
): Finding[] {
  const key = `${source.namespace}:${base}`;
  const entry = context.contexts.get(key);
  if (!entry) {
    const detail = `${file} does not say where it stands`;
    return [{ file: source.file, line: source.lineOf(keys[0]!), rule: 'context', key: base, detail }];
  }
  if (entry.where.startsWith(UNEXPLAINED)) {
    const detail = `say where it stands, and who says it to whom: ${entry.where}`;
    return [{ file, line: context.lineOf(key), rule: 'context', key, detail }];
  }
  const names = new Set(keys.flatMap((plural) => placeholdersOf(source.texts.get(plural)!)));
  const samples = Object.keys(entry.sample ?? {});
  const lacking = [...names].filter((name) => !samples.includes(name)).map((name) => `lacks a sample of {{${name}}}`);
  const isPlural = keys.some((plural) => plural !== base);
  const foreign = samples
    .filter((name) => !names.has(name) && !(isPlural && name === 'count'))
    .map((name) => `has a sample of {{${name}}}, which no text has`);
  return [...lacking, ...foreign].map((detail) => ({ file, line: context.lineOf(key), rule: 'context', key, detail }));
}
