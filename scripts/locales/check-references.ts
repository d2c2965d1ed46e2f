import { SOURCE_LOCALE } from '../../backend/src/content/locale-tag.ts';
import type { Finding } from '../../backend/src/translation/finding.ts';
import type { Reference } from './find-references.ts';
import { splitPluralKey } from '../../backend/src/translation/plural-key.ts';
import type { LocaleFile } from '../../backend/src/translation/locale-file.ts';
import type { Locales } from '../../backend/src/translation/read-locales.ts';

const KEY = /^[a-z][\w-]*:[a-z][\w-]*(\.[\w-]+)*$/i;
/** A beginning of at least one part of the key: `*` or `widget:*` alone would make every key used. */
const PATTERN = /^[\w-]+:[\w-]+[.\w*-]*$/;

/** English keys that nothing asks for, and keys that are asked for and are not there. */
export function checkReferences(
  { files }: Locales,
  references: readonly Reference[],
  dynamic: readonly string[],
): Finding[] {
  const sources = files.filter(({ tag }) => tag === SOURCE_LOCALE);
  const nested = sources.flatMap(({ texts }) => [...texts.values()].flatMap(nestedKeys));
  const asked = new Set([...references.flatMap(keysOf), ...nested]);
  const patterns = [...asked].filter((key) => key.includes('*') && PATTERN.test(key)).map(toExpression);
  const isUsed = (key: string) =>
    asked.has(key) || dynamic.some((head) => key.startsWith(head)) || patterns.some((pattern) => pattern.test(key));
  return [...sources.flatMap((source) => unusedKeys(source, isUsed)), ...undefinedKeys(sources, references)];
}

function keysOf({ text, namespaces = [] }: Reference): string[] {
  return text.includes(':') ? [text] : namespaces.map((namespace) => `${namespace}:${text}`);
}

function unusedKeys(source: LocaleFile, isUsed: (key: string) => boolean): Finding[] {
  const unused = [...source.texts.keys()].filter((key) => !wholeKeys(source.namespace, key).some(isUsed));
  const detail = 'nothing in the sources or prompts asks for it';
  return unused.map((key) => ({ file: source.file, line: source.lineOf(key), rule: 'unused', key, detail }));
}

function undefinedKeys(sources: LocaleFile[], references: readonly Reference[]): Finding[] {
  const namespaces = new Set(sources.map(({ namespace }) => namespace));
  const defined = new Set(
    sources.flatMap(({ namespace, texts }) => [...texts.keys()].flatMap((key) => wholeKeys(namespace, key))),
  );
  // In prompts only a text key looks like one; in scripts an event name does too.
  const isKey = ({ file, text }: Reference) =>
    KEY.test(text) && (file.startsWith('prompts/') || namespaces.has(text.split(':')[0]!));
  const lost = references.filter((reference) => isKey(reference) && !defined.has(reference.text));
  return lost.map(({ file, line, text }) => ({
    file,
    line,
    rule: 'undefined',
    key: text,
    detail: 'English has no such key',
  }));
}

/** As code may ask for a text: by the key itself, or by that of its plural. */
function wholeKeys(namespace: string, key: string): string[] {
  return [`${namespace}:${key}`, `${namespace}:${splitPluralKey(key).base}`];
}

function nestedKeys(text: string): string[] {
  return [...text.matchAll(/\$t\(([^),]+)/g)].map((match) => match[1]!.trim());
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[\\w.-]+')}$`);
}
