/** Spaces, control and invisible characters that a spreadsheet may skip before it looks for a formula. */
const SKIPPED = /^[\s\p{Cc}\p{Cf}\p{Z}]*/u;
const STARTS_FORMULA = /^[=+\-@＝＋－＠−﹢﹣﹦﹫]/u;
const STARTS_WITH_CONTROL = /^[\s\p{Cc}\p{Cf}\p{Z}]*[\t\r\n]/u;

/** Most cells: a letter or a digit first cannot begin a formula. */
const HARMLESS = /^[\p{L}\p{N}]/u;

/**
 * A cell that no spreadsheet takes for a formula: one that could be gets a leading apostrophe, phones beginning with `+` included.
 * OWASP, CSV Injection: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function formulaSafe(cell: string): string {
  if (cell === '' || HARMLESS.test(cell)) return cell;
  const dangerous = STARTS_WITH_CONTROL.test(cell) || STARTS_FORMULA.test(cell.replace(SKIPPED, ''));
  return dangerous ? `'${cell}` : cell;
}
