import { element, type MarkdownElement } from './markdown-node.ts';
import { parseInline } from './parse-inline.ts';
import { isTableStart, parseTable } from './parse-table.ts';

export interface ParsedBlock {
  node: MarkdownElement;
  /** Of its first line. */
  line: number;
}

/** Deeper quotes and lists become paragraphs. */
const MAX_DEPTH = 12;
const FENCE = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const HEADING = /^ {0,3}#{1,6}(?= |\t|$)(.*)$/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( *)([-*+]|(\d{1,9})[.)])(?: +|\t|$)/;
const INDENT = /^[ \t]*/;

/**
 * Lines as blocks. A boundary depends on the first two lines of the block after it and on nothing later:
 * the renderer relies on this to know which blocks can no longer change.
 */
export function parseBlocks(lines: string[], depth = 0): ParsedBlock[] {
  const blocks: ParsedBlock[] = [];
  for (let line = 0; line < lines.length;) {
    if (!lines[line]!.trim()) {
      line++;
      continue;
    }
    const { node, end } = parseBlock(lines, line, depth);
    blocks.push({ node, line });
    line = end;
  }
  return blocks;
}

interface Parsed {
  node: MarkdownElement;
  end: number;
}

function parseBlock(lines: string[], at: number, depth: number): Parsed {
  const line = lines[at]!;
  if (FENCE.test(line)) return parseFence(lines, at);
  const heading = HEADING.exec(line);
  if (heading) return { node: parseHeading(heading[1]!), end: at + 1 };
  if (RULE.test(line)) return { node: element('hr'), end: at + 1 };
  if (depth < MAX_DEPTH && QUOTE.test(line)) return parseQuote(lines, at, depth);
  if (depth < MAX_DEPTH && ITEM.test(line)) return parseList(lines, at, depth);
  if (isTableStart(lines, at)) return parseTable(lines, at, (next) => endsParagraph(lines, next));
  return parseParagraph(lines, at);
}

function parseHeading(text: string): MarkdownElement {
  // One level for all: in a chat a heading is a lead-in, and a skipped level confuses a screen reader.
  return element('h3', parseInline(text.trim().replace(/(^| )#+$/, '')));
}

function parseFence(lines: string[], at: number): Parsed {
  const [, fence = '', info = ''] = FENCE.exec(lines[at]!)!;
  let end = at + 1;
  while (end < lines.length && !closesFence(lines[end]!, fence)) end++;
  const code = lines.slice(at + 1, end).join('\n');
  const pre = element('pre', [element('code', code ? [code] : [])], { tabindex: '0' });
  const language = info.trim().split(/\s/)[0]!.slice(0, 24).toWellFormed();
  return { node: element('agent-chat-code', [pre], { 'data-language': language }), end: end + 1 };
}

function closesFence(line: string, fence: string): boolean {
  const mark = line.trim();
  return mark.length >= fence.length && mark === fence[0]!.repeat(mark.length);
}

function parseQuote(lines: string[], at: number, depth: number): Parsed {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end]!)) end++;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''));
  return { node: element('blockquote', nodesOf(inner, depth)), end };
}

function parseList(lines: string[], at: number, depth: number): Parsed {
  const first = ITEM.exec(lines[at]!)!;
  const items: MarkdownElement[] = [];
  let end = at;
  for (let item = ITEM.exec(lines[end]!); item && sameList(first, item) && !RULE.test(lines[end]!);) {
    const body = readItem(lines, end, item);
    items.push(element('li', tight(nodesOf(body.lines, depth))));
    end = body.end;
    const next = skipBlank(lines, end);
    item = next < lines.length ? ITEM.exec(lines[next]!) : null;
    if (item) end = next;
  }
  const start = first[3] && first[3] !== '1' ? { start: first[3] } : undefined;
  return { node: element(first[3] ? 'ol' : 'ul', items, start), end };
}

function sameList(first: RegExpExecArray, item: RegExpExecArray): boolean {
  return Boolean(first[3]) === Boolean(item[3]);
}

/** What belongs to an item: deeper lines, also after a blank one, and lines that merely go on with its paragraph. */
function readItem(lines: string[], at: number, item: RegExpExecArray): { lines: string[]; end: number } {
  const indent = item[1]!.length + 2;
  const body = [lines[at]!.slice(item[0].length)];
  let end = at + 1;
  for (; end < lines.length; end++) {
    const line = lines[end]!;
    const depth = line.trim() ? INDENT.exec(line)![0].replaceAll('\t', '    ').length : Infinity;
    if (depth === Infinity) {
      const next = skipBlank(lines, end);
      if (next === lines.length || INDENT.exec(lines[next]!)![0].length < indent) break;
      body.push('');
    } else if (depth >= indent) body.push(line.replaceAll('\t', '    ').slice(Math.min(depth, item[0].length)));
    else if (ITEM.test(line) || !lines[end - 1]!.trim() || endsParagraph(lines, end)) break;
    else body.push(line.trim());
  }
  return { lines: body, end };
}

/** An item of one paragraph carries its words without the paragraph. */
function tight(nodes: MarkdownElement[]): MarkdownElement['children'] {
  const [first, ...rest] = nodes;
  return first?.tag === 'p' && rest.every((node) => node.tag === 'ul' || node.tag === 'ol')
    ? [...first.children, ...rest]
    : nodes;
}

function parseParagraph(lines: string[], at: number): Parsed {
  let end = at + 1;
  while (end < lines.length && lines[end]!.trim() && !endsParagraph(lines, end)) end++;
  const text = lines
    .slice(at, end)
    .map((line) => line.trim())
    .join('\n');
  return { node: element('p', parseInline(text)), end };
}

/** A number other than 1 does not start a list in mid-sentence ("in the year\n1986. It was"). */
function endsParagraph(lines: string[], at: number): boolean {
  const line = lines[at]!;
  const item = ITEM.exec(line);
  const startsList = item && line.length > item[0].length && (!item[3] || item[3] === '1');
  return (
    Boolean(startsList) ||
    FENCE.test(line) ||
    HEADING.test(line) ||
    RULE.test(line) ||
    QUOTE.test(line) ||
    isTableStart(lines, at)
  );
}

function skipBlank(lines: string[], at: number): number {
  while (at < lines.length && !lines[at]!.trim()) at++;
  return at;
}

function nodesOf(lines: string[], depth: number): MarkdownElement[] {
  return parseBlocks(lines, depth + 1).map((block) => block.node);
}
