import { ContentFault } from '../content/content-kind.ts';
import { readJson, type JsonPlace, type JsonSource, type JsonValue } from '../content/json.ts';

export interface JsonEdit {
  path: readonly string[];
  text: string;
  /** Where a key belongs among those beside it: a new one is put behind the last that comes before it. NaN where nobody knows. */
  rank(path: readonly string[]): number;
}

/** Sets one text of a JSON file and leaves every other letter as it is. Throws {@link ContentFault} where a group stands in its place. */
export function setJsonText(json: string, { path, text, rank }: JsonEdit): string {
  const source = readJson(json);
  const place = source.placeOf(path);
  if (place) {
    if (typeof valueAt(source.value, path) !== 'string') throw inTheWay(source, path);
    return splice(json, place.start, place.end, JSON.stringify(text));
  }
  let depth = path.length - 1;
  while (!source.placeOf(path.slice(0, depth))) depth--;
  const group = valueAt(source.value, path.slice(0, depth));
  if (!isGroup(group)) throw inTheWay(source, path.slice(0, depth));
  const value = path.slice(depth + 1).reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), text);
  return insert(json, {
    source,
    group: path.slice(0, depth),
    names: Object.keys(group),
    name: path[depth]!,
    value,
    rank,
  });
}

interface Insertion {
  source: JsonSource;
  group: readonly string[];
  /** Of the members that are there. */
  names: string[];
  name: string;
  value: JsonValue;
  rank: JsonEdit['rank'];
}

function insert(json: string, { source, group, names, name, value, rank }: Insertion): string {
  const place = source.placeOf(group)!;
  const wanted = rank([...group, name]);
  const beside = names
    .map((sibling) => ({ place: source.placeOf([...group, sibling])!, rank: rank([...group, sibling]) }))
    .toSorted((a, b) => a.place.key - b.place.key);
  const [first] = beside;
  if (!first)
    return fillEmpty(json, place, member(json, { name, value, indent: `${indentAt(json, place.key)}${unitOf(json)}` }));
  const layout = layoutOf(json, place, first.place);
  const text = member(json, { name, value, indent: layout.indent });
  const before = Number.isNaN(wanted) ? beside.at(-1) : beside.findLast((sibling) => sibling.rank <= wanted);
  if (!before) return splice(json, first.place.key, first.place.key, `${text},${layout.gap}`);
  return splice(json, before.place.end, before.place.end, `,${layout.gap}${text}`);
}

function fillEmpty(json: string, place: JsonPlace, text: string): string {
  const end = eolOf(json);
  const indent = indentAt(json, place.key);
  return splice(json, place.start, place.end, `{${end}${indent}${unitOf(json)}${text}${end}${indent}}`);
}

/** What stands between two members: a new line with its indent, or a space where all stand on one line. */
function layoutOf(json: string, group: JsonPlace, first: JsonPlace): { gap: string; indent?: string } {
  const head = json.slice(group.start + 1, first.key);
  if (!head.includes('\n')) return { gap: ' ' };
  const indent = head.slice(head.lastIndexOf('\n') + 1);
  return { gap: `${eolOf(json)}${indent}`, indent };
}

function member(json: string, { name, value, indent }: { name: string; value: JsonValue; indent?: string }): string {
  const text = JSON.stringify(value, null, indent === undefined ? undefined : unitOf(json));
  return `${JSON.stringify(name)}: ${text.replaceAll('\n', `${eolOf(json)}${indent ?? ''}`)}`;
}

function unitOf(json: string): string {
  return /\n([ \t]+)"/.exec(json)?.[1] ?? '  ';
}

function indentAt(json: string, offset: number): string {
  return /^[ \t]*/.exec(json.slice(json.lastIndexOf('\n', offset - 1) + 1))![0];
}

function eolOf(json: string): string {
  return json.includes('\r\n') ? '\r\n' : '\n';
}

function splice(text: string, start: number, end: number, middle: string): string {
  return text.slice(0, start) + middle + text.slice(end);
}

function valueAt(value: JsonValue, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((inner, name) => (isGroup(inner) ? inner[name] : undefined), value);
}

function isGroup(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inTheWay(source: JsonSource, path: readonly string[]): ContentFault {
  const found = JSON.stringify(valueAt(source.value, path)).slice(0, 60);
  return new ContentFault(`${path.join('.')} cannot hold a text`, {
    line: source.lineOf(path),
    expected: 'a text',
    found,
  });
}
