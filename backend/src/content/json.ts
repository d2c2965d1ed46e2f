import { ContentFault } from './content-kind.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface JsonSource {
  value: JsonValue;
  /** The line (from 1) of the value at a path; of a property it is the line of its key. */
  lineOf(path: readonly (string | number)[]): number;
}

/**
 * Strict JSON (RFC 8259) that knows where each value stands and refuses a key that stands twice. `JSON.parse` often names no position and
 * lets the last of two equal keys win in silence: of all faults the one that a translator sees least.
 * Throws {@link ContentFault} with line and column.
 */
export function readJson(text: string): JsonSource {
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return { value: new JsonReader(json).document(), lineOf: (path) => nearestLine(linesOf(json), path) };
}

/** Read again for this, as it is asked only where something is wrong. */
function linesOf(json: string): Map<string, number> {
  const lines = new Map<string, number>();
  new JsonReader(json, lines).document();
  return lines;
}

function nearestLine(lines: Map<string, number>, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(placeKey(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
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
  readonly #lines?: Map<string, number>;
  #at = 0;

  constructor(text: string, lines?: Map<string, number>) {
    this.#text = text;
    this.#lines = lines;
  }

  document(): JsonValue {
    const value = this.#value([]);
    if (this.#peek() !== '') throw this.#fault('the end of the file');
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
      this.#mark([...path, key], start);
      this.#take(':');
      entries.set(key, this.#value([...path, key]));
    });
    return Object.fromEntries(entries);
  }

  #array(path: (string | number)[]): JsonValue {
    const items: JsonValue[] = [];
    this.#items('[', ']', () => {
      this.#peek();
      this.#mark([...path, items.length], this.#at);
      items.push(this.#value([...path, items.length]));
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

  #mark(path: (string | number)[], offset: number): void {
    this.#lines?.set(placeKey(path), this.#place(offset).line);
  }

  #place(offset: number): { line: number; column: number } {
    const before = this.#text.slice(0, offset).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1 };
  }

  #fault(expected: string, offset = this.#at, found = quote(this.#text.slice(offset, offset + 20))): ContentFault {
    const { line, column } = this.#place(offset);
    return new ContentFault(`not valid JSON at column ${column}`, { line, expected, found });
  }
}

function quote(rest: string): string {
  return rest === '' ? 'the end of the file' : rest.split('\n')[0]!.trimEnd() || 'the end of the line';
}
