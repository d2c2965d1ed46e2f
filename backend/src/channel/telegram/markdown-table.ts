const DELIMITER = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;

/** A row of cells above a row of dashes with as many cells. */
export function isTableStart(lines: string[], at: number): boolean {
  const below = lines[at + 1]?.trim();
  if (!below?.includes('-') || !lines[at]!.includes('|') || !DELIMITER.test(below)) return false;
  return tableCells(lines[at]!).length === tableCells(below).length;
}

export function tableCells(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}
