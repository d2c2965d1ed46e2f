import { element, type MarkdownElement } from './markdown-node.ts';
import { parseInline } from './parse-inline.ts';

const DELIMITER = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** A row of cells above a row of dashes with as many cells. */
export function isTableStart(lines: string[], at: number): boolean {
  const below = lines[at + 1];
  return (
    below !== undefined &&
    below.includes('-') &&
    lines[at]!.includes('|') &&
    DELIMITER.test(below) &&
    cells(lines[at]!).length === cells(below).length
  );
}

export function parseTable(lines: string[], at: number, ends: (line: number) => boolean) {
  const alignment = cells(lines[at + 1]!).map(alignmentOf);
  const rows: MarkdownElement[] = [];
  let end = at + 2;
  for (; end < lines.length && lines[end]!.trim() && !ends(end); end++) rows.push(row('td', lines[end]!, alignment));
  const table = element('table', [
    element('thead', [row('th', lines[at]!, alignment)]),
    ...(rows.length ? [element('tbody', rows)] : []),
  ]);
  return { node: element('div', [table], { class: 'table', tabindex: '0' }), end };
}

function row(tag: 'th' | 'td', line: string, alignment: (string | undefined)[]): MarkdownElement {
  const texts = cells(line);
  return element(
    'tr',
    alignment.map((align, index) =>
      element(tag, parseInline(texts[index] ?? ''), align ? { class: align } : undefined),
    ),
  );
}

function cells(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function alignmentOf(cell: string): string | undefined {
  if (!cell.endsWith(':')) return undefined;
  return cell.startsWith(':') ? 'center' : 'end';
}
