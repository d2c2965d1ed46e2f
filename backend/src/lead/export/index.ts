import { Readable } from 'node:stream';
import type { Words } from '../../content/words.ts';
import { AppError } from '../../errors.ts';
import type { Queries } from '../../store/database.ts';
import { eachLead, type LeadQuery } from '../lead-store.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import type { Translate } from './lead-columns.ts';
import type { LeadFormat } from './lead-format.ts';
import { xlsx } from './xlsx.ts';

export const leadFormats: readonly LeadFormat[] = [csv, xlsx, json];

export interface LeadExportOptions extends Pick<LeadQuery, 'search' | 'filter'> {
  /** `csv`, `xlsx` or `json`. */
  format: string;
  words: Words;
  /** Of the header row. */
  locale: string;
}

export interface LeadExport {
  contentType: string;
  /** E.g. `leads-2026-11-21.csv`. */
  fileName: string;
  /** Reads the next rows only when the last were taken. */
  stream: Readable;
}

/** All matching leads as a file, oldest first. Throws BAD_REQUEST for an unknown format. */
export function exportLeads(db: Queries, { format, words, locale, ...query }: LeadExportOptions): LeadExport {
  const known = leadFormats.find(({ name }) => name === format);
  if (!known) {
    throw new AppError('BAD_REQUEST', `Leads cannot be exported as "${format.slice(0, 20)}"`, {
      hint: `Use one of ${leadFormats.map(({ name }) => name).join(', ')}.`,
    });
  }
  const chunks = known.write(
    eachLead(db, query),
    remembered((key) => words.t(locale, key)),
  );
  const fileName = `leads-${new Date().toISOString().slice(0, 10)}.${known.name}`;
  return { contentType: known.contentType, fileName, stream: Readable.from(chunks, { objectMode: false }) };
}

/** A few labels are asked for with every row. */
function remembered(t: Translate): Translate {
  const known = new Map<string, string>();
  return (key) => known.get(key) ?? known.set(key, t(key)).get(key)!;
}
