import { formulaSafe } from '../../formula-safe.ts';

/** Puts ' before what a spreadsheet would run; also before our own mark, so that taking it off gives back what was there. */
export function guardCell(text: string): string {
  return isRisky(text) ? `'${text}` : text;
}

/** Takes that ' off again. */
export function unguardCell(cell: string): string {
  return cell.startsWith(`'`) && isRisky(cell) ? cell.slice(1) : cell;
}

function isRisky(text: string): boolean {
  const bare = text.replace(/^'*/, '');
  return formulaSafe(bare) !== bare;
}
