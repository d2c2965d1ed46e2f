import { ContentFault } from './content-kind.ts';
import { readJson, type JsonSource, type JsonValue } from './json.ts';

/** The texts of one namespace: nested objects whose leaves are texts. */
export interface LocaleTexts {
  [key: string]: string | LocaleTexts;
}

/** Without the texts that are empty: they are still to come. Throws {@link ContentFault} where the JSON is broken or a leaf is not a text. */
export function parseNamespace(text: string): LocaleTexts {
  const source = readJson(text);
  if (!isTexts(source.value)) throw notTexts(source, []);
  checkLeaves(source, source.value, []);
  return withoutEmpty(source.value as LocaleTexts);
}

function withoutEmpty(texts: LocaleTexts): LocaleTexts {
  const entries = Object.entries(texts).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : withoutEmpty(value),
  ]);
  return Object.fromEntries(
    entries.filter(([, value]) => typeof value !== 'string' || value.trim() !== ''),
  ) as LocaleTexts;
}

/** `over` wins key by key; where one has a text and the other a group, `over` wins whole. */
export function mergeTexts(below: LocaleTexts, over: LocaleTexts): LocaleTexts {
  const entries = Object.entries(over).map(([key, value]): [string, string | LocaleTexts] => {
    const under = below[key];
    return [key, typeof value === 'object' && typeof under === 'object' ? mergeTexts(under, value) : value];
  });
  return { ...below, ...Object.fromEntries(entries) };
}

/** Every key, those of plural forms without the form. */
export function baseKeys(texts: LocaleTexts, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? path + key.replace(PLURAL, '') : baseKeys(value, `${path}${key}.`),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

function checkLeaves(source: JsonSource, group: { [key: string]: JsonValue }, path: string[]): void {
  for (const [key, value] of Object.entries(group)) {
    const place = [...path, key];
    if (isTexts(value)) checkLeaves(source, value, place);
    else if (typeof value !== 'string') throw notTexts(source, place, value);
  }
}

function isTexts(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notTexts(source: JsonSource, path: string[], found: JsonValue = source.value): ContentFault {
  const subject = path.length === 0 ? 'the file' : `\`${path.join('.')}\``;
  const place = {
    line: source.lineOf(path),
    expected: 'a text or a group of texts',
    found: JSON.stringify(found).slice(0, 80),
  };
  return new ContentFault(`${subject} is not a text`, place);
}
