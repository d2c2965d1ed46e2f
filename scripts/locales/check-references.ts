import { SOURCE_LOCALE } from '../../backend/src/content/locale-tag.ts';
import type { Finding } from '../../backend/src/translation/finding.ts';
import { findLostKeys, wholeKeys } from './find-lost-keys.ts';
import type { Reference } from './find-references.ts';
import type { LocaleFile } from '../../backend/src/translation/locale-file.ts';
import type { Locales } from '../../backend/src/translation/read-locales.ts';

/** A beginning of at least one part of the key: `*` or `widget:*` alone would make every key used. */
const PATTERN = /^[\w-]+:[\w-]+[.\w*-]*$/;

/** English keys that nothing asks for, and keys that are asked for and are not there. */
export function checkReferences(
  locales: Locales,
  references: readonly Reference[],
  dynamic: readonly string[],
): Finding[] {
  const sources = locales.files.filter(({ tag }) => tag === SOURCE_LOCALE);
  const nested = sources.flatMap(({ texts }) => [...texts.values()].flatMap(nestedKeys));
  const asked = new Set([...references.flatMap(keysOf), ...nested]);
  const patterns = [...asked].filter((key) => key.includes('*') && PATTERN.test(key)).map(toExpression);
  const isUsed = (key: string) =>
    asked.has(key) || dynamic.some((head) => key.startsWith(head)) || patterns.some((pattern) => pattern.test(key));
  return [...sources.flatMap((source) => unusedKeys(source, isUsed)), ...lostKeys(locales, references)];
}

function keysOf({ text, namespaces = [] }: Reference): string[] {
  return text.includes(':') ? [text] : namespaces.map((namespace) => `${namespace}:${text}`);
}

function unusedKeys(source: LocaleFile, isUsed: (key: string) => boolean): Finding[] {
  const unused = [...source.texts.keys()].filter((key) => !wholeKeys(source.namespace, key).some(isUsed));
  const detail = 'nothing in the sources or prompts asks for it';
  return unused.map((key) => ({ file: source.file, line: source.lineOf(key), rule: 'unused', key, detail }));
}

function lostKeys(locales: Locales, references: readonly Reference[]): Finding[] {
  return findLostKeys(locales, references).map(({ reference: { file, line }, namespace, path }) => {
    return { file, line, rule: 'undefined', key: `${namespace}:${path}`, detail: 'English has no such key' };
  });
}

function nestedKeys(text: string): string[] {
  return [...text.matchAll(/\$t\(([^),]+)/g)].map((match) => match[1]!.trim());
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[\\w.-]+')}$`);
}
