import { leadCells, leadHeader } from './lead-columns.ts';
import type { LeadFormat } from './lead-format.ts';
import { xlsxEntries } from './xlsx-parts.ts';
import { writeZip } from './zip-writer.ts';

/** Office Open XML, written while it is read: write-excel-file wants all rows at once. Every cell is text, so that nothing is evaluated. */
export const xlsx: LeadFormat = {
  name: 'xlsx',
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  async *write(pages, t) {
    yield* writeZip(xlsxEntries(leadHeader(t), rowsOf()));
    async function* rowsOf() {
      for await (const page of pages) yield page.map((lead) => leadCells(lead, t));
    }
  },
};
