import { readJson, type JsonSource, type JsonValue } from '../content/json.ts';
import type { Finding } from './finding.ts';

export interface LocalePlace {
  tag: string;
  namespace: string;
  /** As findings name it: `locales/ru/widget.json`. */
  file: string;
}

/** One `locales/<tag>/<namespace>.json`. */
export interface LocaleFile extends LocalePlace {
  /** Text by path; groups are not in it. */
  texts: ReadonlyMap<string, string>;
  groups: ReadonlySet<string>;
  /** Keys whose value is neither: told once, as broken. */
  broken: ReadonlySet<string>;
  /** The line of a key, or of the nearest group above it. */
  lineOf(key: string): number;
}

/** Throws {@link ContentFault} where it is not JSON; what is neither a text nor a group is added to `findings`. */
export function parseLocaleFile(json: string, place: LocalePlace, findings: Finding[]): LocaleFile {
  const source = readJson(json);
  const texts = new Map<string, string>();
  const groups = new Set<string>();
  const broken = new Set<string>();

  function refuse(key: string, path: string[], detail: string): void {
    broken.add(key);
    findings.push({ file: place.file, line: source.lineOf(path), rule: 'broken', key, detail });
  }

  function walk(value: JsonValue, path: string[]): void {
    const key = path.join('.');
    if (!/^[\w-]*$/.test(path.at(-1) ?? ''))
      return refuse(key, path, 'a key is made of the letters a to z, digits, _ and -');
    if (typeof value === 'string') texts.set(key, value);
    else if (!isGroup(value))
      refuse(key, path, `expected a text or a group of texts, found ${JSON.stringify(value).slice(0, 60)}`);
    else {
      groups.add(key);
      for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name]);
    }
  }

  walk(source.value, []);
  return { ...place, texts, groups, broken, lineOf: (key) => lineOf(source, key) };
}

function lineOf(source: JsonSource, key: string): number {
  return source.lineOf(key.split('.'));
}

function isGroup(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
