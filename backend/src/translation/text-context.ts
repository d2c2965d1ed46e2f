import { z } from 'zod';
import { ContentFault } from '../content/content-kind.ts';
import { readJson } from '../content/json.ts';

/** What a translator has to know who does not see the code. */
export interface TextContext {
  /** In English: on which screen it stands, what it is, and who says it to whom. */
  where: string;
  /** How many visible characters fit, with the placeholders filled in. */
  limit?: number;
  /** A value for each placeholder, as it may really stand there. */
  sample?: Record<string, string | number>;
  /** Nobody reads it: words that the chat listens for. */
  shown?: false;
}

/** By whole key without a plural ending: `widget:composer.left`. */
export type TextContexts = ReadonlyMap<string, TextContext>;

export interface ContextFile {
  contexts: TextContexts;
  /** Whether it stands as {@link printContexts} prints it. */
  isTidy: boolean;
  lineOf(key: string): number;
}

const context = z.strictObject({
  where: z.string().trim().min(1),
  limit: z.int().positive().optional(),
  sample: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  shown: z.literal(false).optional(),
});

/** How `where` begins when `extract` wrote it: only the place in the code is known, and a person has to say the rest. */
export const UNEXPLAINED = '?';

/** `locales/context.json`. Throws {@link ContentFault} with the line of the first key that is not as it should be. */
export function parseContexts(text: string): ContextFile {
  const source = readJson(text);
  const found = z.record(z.string(), z.unknown()).safeParse(source.value);
  if (!found.success) throw new ContentFault('the file is no list of keys', { line: 1 });
  const contexts = Object.entries(found.data).map(([key, value]): [string, TextContext] => {
    const parsed = context.safeParse(value);
    if (parsed.success) return [key, parsed.data];
    const { path, message } = parsed.error.issues[0]!;
    throw new ContentFault(`${[key, ...path].join(' → ')}: ${message}`, { line: source.lineOf([key]) });
  });
  const all = new Map(contexts);
  return { contexts: all, isTidy: text === printContexts(all), lineOf: (key) => source.lineOf([key]) };
}

/** One line per key, in the order given: so that two people who add keys seldom meet. */
export function printContexts(contexts: TextContexts): string {
  const lines = [...contexts].map(([key, { where, limit, sample, shown }]) => {
    const values = sample && Object.entries(sample).map(([name, value]) => [name, JSON.stringify(value)] as const);
    const parts: [string, string][] = [['where', JSON.stringify(where)]];
    if (limit !== undefined) parts.push(['limit', String(limit)]);
    if (values) parts.push(['sample', printLine(values)]);
    if (shown === false) parts.push(['shown', 'false']);
    return `  ${JSON.stringify(key)}: ${printLine(parts)}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

function printLine(members: readonly (readonly [string, string])[]): string {
  return `{ ${members.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')} }`;
}
