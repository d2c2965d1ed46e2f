import type { Queries, Transaction } from '../store/database.ts';
import type { Forms } from './forms.ts';

/** One change of a text in the console. */
export interface TextVersion {
  id: number;
  before: Forms;
  after: Forms;
  /** A machine wrote it. */
  draft: boolean;
  /** Who changed it, by name. */
  author: string;
  /** ISO 8601. */
  at: string;
}

export type NewTextVersion = Omit<TextVersion, 'id' | 'at'> & { tag: string; key: string };

interface TextVersionRow {
  position: number;
  tag: string;
  key: string;
  before: string;
  after: string;
  draft: number | boolean;
  author: string;
  created_at: string;
}

/** As many as anybody looks through. */
const MOST = 100;

export async function addTextVersions(trx: Transaction, versions: readonly NewTextVersion[]): Promise<void> {
  const now = new Date().toISOString();
  const rows = versions.map(({ before, after, ...rest }) => ({
    ...rest,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    created_at: now,
  }));
  for (const row of rows) await trx<TextVersionRow>('text_versions').insert(row);
}

/** The newest first. */
export async function listTextVersions(read: Queries, text: { tag: string; key: string }): Promise<TextVersion[]> {
  const rows = await read<TextVersionRow>('text_versions').where(text).orderBy('position', 'desc').limit(MOST);
  return rows.map(({ position, before, after, draft, author, created_at: at }) => {
    return { id: position, before: JSON.parse(before), after: JSON.parse(after), draft: Boolean(draft), author, at };
  });
}
