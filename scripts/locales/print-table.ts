/** Columns beneath each other; a column of numbers ends in one line. */
export function printTable(rows: readonly (readonly string[])[]): string[] {
  const columns = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, column) => column);
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = columns.map(width);
  return rows.map((row) =>
    row
      .map((cell, column) => (/^\d+( %)?$/.test(cell) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
