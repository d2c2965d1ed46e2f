import { createTextWriter, type FormattedText, type TextWriter } from './formatted-text.ts';
import { writeInline } from './inline-markdown.ts';
import { isTableStart, tableCells } from './markdown-table.ts';

/** Deeper quotes and lists become paragraphs. */
const MAX_DEPTH = 8;
const FENCE = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const HEADING = /^ {0,3}#{1,6}(?=[ \t]|$)(.*)$/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( *)([-*+]|(\d{1,9})[.)])(?: +|\t|$)/;
/** What Telegram would replace or refuse: control characters but the line break. */
const CONTROL = /[\0-\x08\x0B-\x1F\x7F]/g;

/**
 * Markdown → text with entities. Pure, total, and never a `parse_mode`: whatever a model writes, no text is refused for its markup. Headings
 * become bold, list marks bullets, tables plain rows, pictures their descriptions.
 */
export function markdownToTelegram(markdown: string): FormattedText {
  const writer = createTextWriter();
  const source = markdown.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, ' ');
  writeBlocks(writer, source.split('\n'), 0);
  return writer.result();
}

function writeBlocks(writer: TextWriter, lines: string[], depth: number): void {
  let isFirst = true;
  for (let at = 0; at < lines.length;) {
    if (!lines[at]!.trim()) {
      at++;
      continue;
    }
    if (!isFirst) writer.write(depth > 0 ? '\n' : '\n\n');
    isFirst = false;
    at = writeBlock(writer, lines, at, depth);
  }
}

/** Returns the line after the block. */
function writeBlock(writer: TextWriter, lines: string[], at: number, depth: number): number {
  const line = lines[at]!;
  if (FENCE.test(line)) return writeFence(writer, lines, at);
  const heading = HEADING.exec(line);
  if (heading) {
    writer.styled({ type: 'bold' }, () => writeInline(writer, heading[1]!.trim().replace(/(^| )#+$/, '')));
    return at + 1;
  }
  if (RULE.test(line)) {
    writer.write('———');
    return at + 1;
  }
  if (depth < MAX_DEPTH && QUOTE.test(line)) return writeQuote(writer, lines, at, depth);
  if (depth < MAX_DEPTH && ITEM.test(line)) return writeList(writer, lines, at, depth);
  return isTableStart(lines, at) ? writeTable(writer, lines, at) : writeParagraph(writer, lines, at);
}

function writeFence(writer: TextWriter, lines: string[], at: number): number {
  const [, fence, info] = FENCE.exec(lines[at]!)!;
  const closes = (line: string) =>
    line.trim().length >= fence!.length && line.trim() === fence![0]!.repeat(line.trim().length);
  let end = at + 1;
  while (end < lines.length && !closes(lines[end]!)) end++;
  const language = /^[\w+#.-]{1,30}/.exec(info!.trim())?.[0];
  writer.styled({ type: 'pre', ...(language && { language }) }, () =>
    writer.write(lines.slice(at + 1, end).join('\n')),
  );
  return end + 1;
}

function writeQuote(writer: TextWriter, lines: string[], at: number, depth: number): number {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end]!)) end++;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''));
  writer.styled({ type: 'blockquote' }, () => writeBlocks(writer, inner, depth + 1));
  return end;
}

/** One item a line; what lies deeper is written below it, two spaces further in. */
function writeList(writer: TextWriter, lines: string[], at: number, depth: number): number {
  let end = at;
  for (let item = ITEM.exec(lines[end]!); item && !RULE.test(lines[end]!);) {
    if (end > at) writer.write('\n');
    const [mark, indent, , number] = item;
    writer.write(`${'  '.repeat(Math.min(indent!.length >> 1, MAX_DEPTH))}${number ? `${number}.` : '•'} `);
    const next = endOfItem(lines, end);
    const body = [lines[end]!.slice(mark.length), ...lines.slice(end + 1, next).map((line) => line.trim())];
    writeBlocks(writer, body, depth + 1);
    end = next;
    const after = skipBlank(lines, end);
    item = after < lines.length ? ITEM.exec(lines[after]!) : null;
    if (item) end = after;
  }
  return end;
}

function endOfItem(lines: string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && lines[end]!.trim() && !ITEM.test(lines[end]!) && !endsParagraph(lines, end)) end++;
  return end;
}

function writeTable(writer: TextWriter, lines: string[], at: number): number {
  const row = (line: string) => writeInline(writer, tableCells(line).join(' | '));
  writer.styled({ type: 'bold' }, () => row(lines[at]!));
  let end = at + 2;
  for (; end < lines.length && lines[end]!.includes('|') && !endsParagraph(lines, end); end++) {
    writer.write('\n');
    row(lines[end]!);
  }
  return end;
}

function writeParagraph(writer: TextWriter, lines: string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && lines[end]!.trim() && !endsParagraph(lines, end)) end++;
  const text = lines.slice(at, end).map((line) => line.trim());
  writeInline(writer, text.join('\n'));
  return end;
}

/** A number other than 1 does not start a list in mid-sentence ("in the year\n1986. It was"). */
function endsParagraph(lines: string[], at: number): boolean {
  const line = lines[at]!;
  const item = ITEM.exec(line);
  const startsList = item && line.length > item[0].length && (!item[3] || item[3] === '1');
  return (
    Boolean(startsList) || [FENCE, HEADING, RULE, QUOTE].some((start) => start.test(line)) || isTableStart(lines, at)
  );
}

function skipBlank(lines: string[], at: number): number {
  while (at < lines.length && !lines[at]!.trim()) at++;
  return at;
}
