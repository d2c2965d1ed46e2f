import type { Style, TextWriter } from './formatted-text.ts';
import { linkTo } from './link-target.ts';

/** Beyond these the text stays as it is: hostile nesting must cost neither stack nor time. */
const MAX_DEPTH = 12;
const MAX_LENGTH = 20_000;
const MAX_LABEL = 1_000;

const STYLES: Record<string, Style['type'][]> = {
  '**': ['bold'],
  __: ['bold'],
  '*': ['italic'],
  _: ['italic'],
  '***': ['bold', 'italic'],
  '~~': ['strikethrough'],
};
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;
const BARE_LINK = /https?:\/\/[^\s<>"'`*|]+/y;
const ANGLE_LINK = /<((?:https?:\/\/|mailto:|tel:)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-][\w.-]{0,250})>/y;
const TARGET = /\(\s*<?((?:[^\s<>()]|\([^\s<>()]*\))*)>?(?:\s+(?:"[^"]{0,300}"|'[^']{0,300}'))?\s*\)/y;

interface Context {
  writer: TextWriter;
  depth: number;
  /** Delimiters that do not occur again: they are not looked for a second time. */
  missing: Set<string>;
}

/** Writes text with emphasis, code and links. Whatever is not well formed stays literal. */
export function writeInline(writer: TextWriter, source: string, depth = 0): void {
  if (depth > MAX_DEPTH || source.length > MAX_LENGTH) return writer.write(source);
  const context: Context = { writer, depth, missing: new Set() };
  let literal = 0;
  for (let at = 0; at < source.length;) {
    const found = find(source, at, context);
    if (!found) {
      at++;
      continue;
    }
    writer.write(source.slice(literal, at));
    found.write();
    at = literal = found.end;
  }
  writer.write(source.slice(literal));
}

interface Found {
  end: number;
  write(): void;
}

function find(source: string, at: number, context: Context): Found | undefined {
  switch (source[at]) {
    case '\\':
      return findEscape(source, at, context);
    case '`':
      return findCode(source, at, context);
    case '!':
      return source[at + 1] === '[' ? findImage(source, at, context) : undefined;
    case '[':
      return findLink(source, at, context);
    case '<':
      return findAngleLink(source, at, context);
    case 'h':
      return findBareLink(source, at, context);
    case '*':
    case '_':
    case '~':
      return findEmphasis(source, at, context);
  }
  return undefined;
}

function findEscape(source: string, at: number, { writer }: Context): Found | undefined {
  const next = source[at + 1];
  const escaped = next === '\n' || (next !== undefined && PUNCTUATION.test(next));
  return escaped ? { end: at + 2, write: () => writer.write(next) } : undefined;
}

function findCode(source: string, at: number, { writer, missing }: Context): Found {
  const run = runLength(source, at);
  const fence = '`'.repeat(run);
  for (let close = at + run; !missing.has(fence);) {
    close = source.indexOf(fence, close);
    if (close < 0) {
      missing.add(fence);
      break;
    }
    const closing = runLength(source, close);
    if (closing === run) {
      const code = source.slice(at + run, close).replaceAll('\n', ' ');
      const inner = /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code;
      return { end: close + run, write: () => writer.styled({ type: 'code' }, () => writer.write(inner)) };
    }
    close += closing;
  }
  return { end: at + run, write: () => writer.write(fence) };
}

/** A picture is its description: nothing is fetched that a model named. */
function findImage(source: string, at: number, context: Context): Found | undefined {
  const parts = linkParts(source, at + 1);
  return parts && { end: parts.end, write: () => writeInline(context.writer, parts.label, context.depth + 1) };
}

function findLink(source: string, at: number, { writer, depth }: Context): Found | undefined {
  const parts = linkParts(source, at);
  if (!parts) return undefined;
  const label = parts.label.trim() ? parts.label : parts.target;
  return { end: parts.end, write: () => linkTo(writer, parts.target, () => writeInline(writer, label, depth + 1)) };
}

function linkParts(source: string, at: number): { label: string; target: string; end: number } | undefined {
  const close = closingBracket(source, at);
  if (close < 0 || source[close + 1] !== '(') return undefined;
  TARGET.lastIndex = close + 1;
  const target = TARGET.exec(source);
  return target ? { label: source.slice(at + 1, close), target: target[1]!, end: TARGET.lastIndex } : undefined;
}

function closingBracket(source: string, at: number): number {
  let open = 0;
  for (let index = at; index < source.length && index < at + MAX_LABEL; index++) {
    if (source[index] === '\\') index++;
    else if (source[index] === '[') open++;
    else if (source[index] === ']' && --open === 0) return index;
  }
  return -1;
}

function findAngleLink(source: string, at: number, { writer }: Context): Found | undefined {
  ANGLE_LINK.lastIndex = at;
  const address = ANGLE_LINK.exec(source)?.[1];
  const end = ANGLE_LINK.lastIndex;
  // Telegram finds addresses by itself.
  return address ? { end, write: () => writer.write(address.replace(/^(mailto|tel):/, '')) } : undefined;
}

/** Written as it stands: an underscore or an asterisk in an address is no emphasis. */
function findBareLink(source: string, at: number, { writer }: Context): Found | undefined {
  if (at > 0 && WORD.test(source[at - 1]!)) return undefined;
  BARE_LINK.lastIndex = at;
  const address = BARE_LINK.exec(source)?.[0].replace(/[.,:;!?_~\])]{1,8}$/, '');
  return address ? { end: at + address.length, write: () => writer.write(address) } : undefined;
}

function findEmphasis(source: string, at: number, context: Context): Found {
  const { writer, depth } = context;
  const run = runLength(source, at);
  const token = source.slice(at, at + run);
  const literal = { end: at + run, write: () => writer.write(token) };
  const after = source[at + run];
  const insideWord = source[at] === '_' && at > 0 && WORD.test(source[at - 1]!);
  const styles = STYLES[token];
  if (!styles || !after || /\s/.test(after) || insideWord) return literal;
  const close = closingRun(source, at + run, token, context);
  if (close < 0) return literal;
  const body = () => writeInline(writer, source.slice(at + run, close), depth + 1);
  return {
    end: close + run,
    write: styles.reduce((inner, type) => () => writer.styled({ type } as Style, inner), body),
  };
}

/** Where `token` closes. A run of three may close one or two: what opened last closes first. */
function closingRun(source: string, from: number, token: string, { missing }: Context): number {
  if (missing.has(token)) return -1;
  for (let at = source.indexOf(token[0]!, from); at >= 0;) {
    const run = runLength(source, at);
    const fits = run === token.length || (run === 3 && token.length < 3);
    const insideWord = token[0] === '_' && WORD.test(source[at + run] ?? ' ');
    if (fits && !insideWord && !/[\s\\]/.test(source[at - 1]!)) return at + run - token.length;
    at = source.indexOf(token[0]!, at + run);
  }
  missing.add(token);
  return -1;
}

function runLength(source: string, at: number): number {
  let end = at + 1;
  while (source[end] === source[at]) end++;
  return end - at;
}
