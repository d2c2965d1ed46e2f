import { safeHref } from '../safe-href.ts';
import { element, type MarkdownNode, type MarkdownTag } from './markdown-node.ts';

/** Beyond these the text stays as it is: hostile nesting must cost neither stack nor time. */
const MAX_DEPTH = 12;
const MAX_LENGTH = 20_000;
const MAX_LABEL = 1_000;

const TAGS: Record<string, MarkdownTag> = { '**': 'strong', __: 'strong', '*': 'em', _: 'em', '~~': 'del' };
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;
const BARE_LINK = /https?:\/\/[^\s<>"'`*|]+/y;
const ANGLE_LINK = /<((?:https?:\/\/|mailto:)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-][\w.-]{0,250})>/y;
const TARGET = /\(\s*<?((?:[^\s<>()]|\([^\s<>()]*\))*)>?(?:\s+(?:"[^"]{0,300}"|'[^']{0,300}'))?\s*\)/y;

interface Found {
  end: number;
  node: MarkdownNode;
}

/** Text with emphasis, code, links and line breaks as nodes. Whatever is not well formed stays literal. */
export function parseInline(source: string, depth = 0, inLink = false): MarkdownNode[] {
  if (depth > MAX_DEPTH || source.length > MAX_LENGTH) return [source];
  const nodes: MarkdownNode[] = [];
  const missing = new Set<string>();
  let literal = '';
  for (let at = 0; at < source.length;) {
    const found = find(source, at, { depth, inLink, missing });
    if (!found) {
      literal += source[at++];
      continue;
    }
    at = found.end;
    if (typeof found.node === 'string') literal += found.node;
    else {
      if (found.node.tag === 'br') literal = literal.trimEnd();
      if (literal) nodes.push(literal);
      literal = '';
      nodes.push(found.node);
    }
  }
  if (literal) nodes.push(literal);
  return nodes;
}

interface Context {
  depth: number;
  inLink: boolean;
  /** Delimiters that do not occur again: they are not looked for a second time. */
  missing: Set<string>;
}

function find(source: string, at: number, context: Context): Found | undefined {
  switch (source[at]) {
    case '\n':
      return { end: at + 1, node: element('br') };
    case '\\':
      return findEscape(source, at);
    case '`':
      return findCode(source, at, context);
    case '!':
      return source[at + 1] === '[' ? findLink(source, at + 1, context) : undefined;
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

function findEscape(source: string, at: number): Found | undefined {
  const next = source[at + 1];
  if (next === '\n') return { end: at + 2, node: element('br') };
  return next && PUNCTUATION.test(next) ? { end: at + 2, node: next } : undefined;
}

function findCode(source: string, at: number, { missing }: Context): Found {
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
      return { end: close + run, node: element('code', [/^ .*\S.* $/.test(code) ? code.slice(1, -1) : code]) };
    }
    close += closing;
  }
  return { end: at + run, node: fence };
}

function findLink(source: string, at: number, context: Context): Found | undefined {
  const close = closingBracket(source, at);
  if (close < 0 || source[close + 1] !== '(') return undefined;
  TARGET.lastIndex = close + 1;
  const target = TARGET.exec(source);
  if (!target) return undefined;
  const label = source.slice(at + 1, close);
  const children = parseInline(label || target[1]!, context.depth + 1, true);
  return { end: TARGET.lastIndex, node: link(target[1]!, children, context) };
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

function findAngleLink(source: string, at: number, context: Context): Found | undefined {
  ANGLE_LINK.lastIndex = at;
  const address = ANGLE_LINK.exec(source)?.[1];
  if (!address) return undefined;
  const href = /^(https?:|mailto:)/.test(address) ? address : `mailto:${address}`;
  return { end: ANGLE_LINK.lastIndex, node: link(href, [address], context) };
}

function findBareLink(source: string, at: number, context: Context): Found | undefined {
  if (context.inLink || (at && WORD.test(source[at - 1]!))) return undefined;
  BARE_LINK.lastIndex = at;
  let address = BARE_LINK.exec(source)?.[0].replace(/[.,:;!?_~\]]{1,8}$/, '');
  if (address?.endsWith(')') && !address.includes('(')) address = address.slice(0, -1);
  return address ? { end: at + address.length, node: link(address, [address], context) } : undefined;
}

function link(address: string, children: MarkdownNode[], { inLink }: Context): MarkdownNode {
  const href = inLink ? undefined : safeHref(address);
  // What is no link stays readable: its words in place of it, as one inert node.
  if (!href) return children.length === 1 ? children[0]! : element('em', children);
  return element('a', children, { href, rel: 'noopener noreferrer nofollow', target: '_blank' });
}

function findEmphasis(source: string, at: number, context: Context): Found | undefined {
  const run = runLength(source, at);
  const token = source.slice(at, at + run);
  const after = source[at + run];
  const insideWord = source[at] === '_' && at > 0 && WORD.test(source[at - 1]!);
  const known = token in TAGS || token === '***';
  if (!known || !after || /\s/.test(after) || insideWord) return { end: at + run, node: token };
  const close = closingRun(source, at + run, token, context);
  if (close < 0) return { end: at + run, node: token };
  const children = parseInline(source.slice(at + run, close), context.depth + 1, context.inLink);
  const node = token === '***' ? element('strong', [element('em', children)]) : element(TAGS[token]!, children);
  return { end: close + run, node };
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
