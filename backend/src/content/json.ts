import { ContentFault } from './content-kind.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** Where a value stands, as offsets in the text: of its key (of itself, where it has none), its first letter, and what follows its last. */
export interface JsonPlace {
  key: number;
  start: number;
  end: number;
}

export interface JsonSource {
  value: JsonValue;
  /** The line (from 1) of the value at a path; of a property it is the line of its key. */
  lineOf(path: readonly (string | number)[]): number;
  placeOf(path: readonly (string | number)[]): JsonPlace | undefined;
}

/**
 * Strict JSON (RFC 8259) that knows where each value stands and refuses a key that stands twice. `JSON.parse` often names no position and
 * lets the last of two equal keys win in silence: of all faults the one that a translator sees least.
 * Throws {@link ContentFault} with line and column.
 */
export function readJson(text: string): JsonSource {
  const value = new JsonReader(text).document();
  // Read again for this, as it is asked only where something is wrong or changed.
  let places: Map<string, JsonPlace> | undefined;
  let breaks: number[] | undefined;
  const placeOf: JsonSource['placeOf'] = (path) => (places ??= placesOf(text)).get(placeKey(path));
  const lineAt = (offset: number) => 1 + countBelow((breaks ??= lineBreaksOf(text)), offset);
  return { value, placeOf, lineOf: (path) => lineAt(nearest(path, placeOf)?.key ?? 0) };
}

function placesOf(text: string): Map<string, JsonPlace> {
  const places = new Map<string, JsonPlace>();
  new JsonReader(text, places).document();
  return places;
}

function nearest(path: readonly (string | number)[], placeOf: JsonSource['placeOf']): JsonPlace | undefined {
  for (let length = path.length; length > 0; length--) {
    const place = placeOf(path.slice(0, length));
    if (place) return place;
  }
  return undefined;
}

function lineBreaksOf(text: string): number[] {
  return [...text.matchAll(/\n/g)].map(({ index }) => index);
}

function countBelow(sorted: number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placeKey(path: readonly (string | number)[]): string {
  return JSON.stringify(path.map(String));
}

const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const BLANK = /[ \t\r\n]*/y;
const DEEPEST = 200;

class JsonReader {
  readonly #text: string;
  readonly #places?: Map<string, JsonPlace>;
  #at: number;

  constructor(text: string, places?: Map<string, JsonPlace>) {
    this.#text = text;
    this.#places = places;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  document(): JsonValue {
    const value = this.#placed([]);
    if (this.#peek() !== '') throw this.#fault('the end of the file');
    return value;
  }

  #placed(path: (string | number)[], key?: number): JsonValue {
    this.#peek();
    const start = this.#at;
    const value = this.#value(path);
    this.#places?.set(placeKey(path), { key: key ?? start, start, end: this.#at });
    return value;
  }

  #value(path: (string | number)[]): JsonValue {
    if (path.length > DEEPEST) throw this.#fault(`at most ${DEEPEST} levels`);
    const next = this.#peek();
    if (next === '{') return this.#object(path);
    if (next === '[') return this.#array(path);
    return this.#scalar('a value');
  }

  #object(path: (string | number)[]): JsonValue {
    const entries = new Map<string, JsonValue>();
    this.#items('{', '}', () => {
      if (this.#peek() !== '"') throw this.#fault('a key in double quotes');
      const start = this.#at;
      const key = this.#scalar('a key in double quotes') as string;
      if (entries.has(key)) throw this.#fault('each key once', start, `"${key}" a second time`);
      this.#take(':');
      entries.set(key, this.#placed([...path, key], start));
    });
    return Object.fromEntries(entries);
  }

  #array(path: (string | number)[]): JsonValue {
    const items: JsonValue[] = [];
    this.#items('[', ']', () => {
      items.push(this.#placed([...path, items.length]));
    });
    return items;
  }

  #items(open: string, close: string, readItem: () => void): void {
    this.#take(open);
    if (this.#peek() !== close) {
      readItem();
      while (this.#peek() === ',') {
        this.#at++;
        readItem();
      }
      if (this.#peek() !== close) throw this.#fault(`"," or "${close}"`);
    }
    this.#at++;
  }

  #scalar(expected: string): JsonValue {
    SCALAR.lastIndex = this.#at;
    const match = SCALAR.exec(this.#text);
    if (!match) throw this.#fault(this.#text[this.#at] === '"' ? 'a text that ends with " on its line' : expected);
    this.#at = SCALAR.lastIndex;
    return JSON.parse(match[0]) as JsonValue;
  }

  #take(mark: string): void {
    if (this.#peek() !== mark) throw this.#fault(`"${mark}"`);
    this.#at++;
  }

  #peek(): string {
    BLANK.lastIndex = this.#at;
    BLANK.exec(this.#text);
    this.#at = BLANK.lastIndex;
    return this.#text.charAt(this.#at);
  }

  #lineAndColumn(offset: number): { line: number; column: number } {
    const before = this.#text.slice(0, offset).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1 };
  }

  #fault(expected: string, offset = this.#at, found = quote(this.#text.slice(offset, offset + 20))): ContentFault {
    const { line, column } = this.#lineAndColumn(offset);
    return new ContentFault(`not valid JSON at column ${column}`, { line, expected, found });
  }
}

function quote(rest: string): string {
  return rest === '' ? 'the end of the file' : rest.split('\n')[0]!.trimEnd() || 'the end of the line';
}
