import { stringify } from 'csv-stringify/sync';
import { formulaSafe } from '../../formula-safe.ts';
import { leadCells, leadHeader } from './lead-columns.ts';
import type { LeadFormat } from './lead-format.ts';

/** RFC 4180 with CRLF, and a byte order mark so that Excel reads UTF-8. */
export const csv: LeadFormat = {
  name: 'csv',
  contentType: 'text/csv; charset=utf-8',
  async *write(pages, t) {
    yield `\uFEFF${lines([leadHeader(t)])}`;
    for await (const page of pages) yield lines(page.map((lead) => leadCells(lead, t)));
  },
};

function lines(rows: string[][]): string {
  return stringify(
    rows.map((row) => row.map(formulaSafe)),
    // csv-stringify quotes a cell only for the whole delimiter: a lone line end would split the row.
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}
