import { isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { ContentFault } from './content-kind.ts';
import { knownYaml } from './known-yaml.ts';
import { describeIssue } from './schema-issue.ts';

/** A YAML text that was understood, and still knows where each value stands. */
export interface YamlSource {
  data: unknown;
  /** Its nodes, each with its place; made when they are first asked for. */
  nodes(): YamlNodes;
}

export interface YamlNodes {
  document: Document;
  lines: LineCounter;
}

export type YamlPath = readonly PropertyKey[];

/** YAML text → value that the schema accepts. Throws {@link ContentFault} with the line of the first fault. */
export function parseYaml<T>(text: string, schema: z.ZodType<T>): T {
  return checkYaml(readYaml(text), schema);
}

/** For kinds that check more than a schema can: read, check, then ask {@link lineOf} for the place of a fault of meaning. */
export function readYaml(text: string): YamlSource {
  const known = knownYaml(text);
  if (known !== undefined) return { data: known, nodes: once(() => readNodes(text)) };
  const nodes = readNodes(text);
  return { data: nodes.document.toJS(), nodes: () => nodes };
}

function readNodes(text: string): YamlNodes {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const error = document.errors[0];
  if (error) throw new ContentFault(`not valid YAML: ${error.message}`, { line: lines.linePos(error.pos[0]).line });
  return { document, lines };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The value of the document, checked. Throws {@link ContentFault} with the line of the first fault. */
export function checkYaml<T>(source: YamlSource, schema: z.ZodType<T>): T {
  const { data } = source;
  // Checked once or twice: compiling a checker for each schema, as zod does for hot ones, would cost more than it saves.
  const result = schema.safeParse(data, { jitless: true });
  if (result.success) return result.data;
  const { reason, path, expected, found } = describeIssue(result.error.issues, data);
  throw new ContentFault(reason, { line: lineOf(source, path), expected, found });
}

/**
 * The line (from 1) of the value at `path`; of a map's entry it is the line of its key. Where the path leads to nothing, the line of the
 * nearest thing above it.
 */
export function lineOf(source: YamlSource, path: YamlPath): number {
  const { document, lines } = source.nodes();
  return lines.linePos(offsetOf(document, path)).line || 1;
}

function offsetOf(document: Document, path: YamlPath): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const segment of path) {
    const next = child(node, segment);
    if (!next) break;
    offset = startOf(next.place) ?? offset;
    node = next.value;
  }
  return offset;
}

function child(node: unknown, segment: PropertyKey): { place: unknown; value: unknown } | undefined {
  if (!isCollection(node)) return undefined;
  if (!isMap(node)) {
    const item = node.items[Number(segment)];
    return item === undefined ? undefined : { place: item, value: item };
  }
  const pair = node.items.find((item) => isPair(item) && keyText(item.key) === String(segment));
  return pair && { place: pair.key, value: pair.value };
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
