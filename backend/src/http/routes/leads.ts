import { z } from 'zod';
import { profileOf } from '../../conversation/profile-store.ts';
import { AppError } from '../../errors.ts';
import { exportLeads } from '../../lead/export/index.ts';
import { leadStatuses, type LeadDetails } from '../../lead/lead.ts';
import { getLead, leadSorts, listLeads, setStatus } from '../../lead/lead-store.ts';
import type { HttpOptions } from '../http-options.ts';
import { parse } from '../parse.ts';
import { defineRoutes } from './routes.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const narrowing = {
  search: z.string().max(200).optional(),
  status: z.enum(leadStatuses).optional(),
  channel: z
    .string()
    .regex(/^[a-z\d-]{1,40}$/)
    .optional(),
  from: instant.optional(),
  to: instant.optional(),
};
const locale = z.string().max(35).optional();

const listQuery = z.object({
  ...narrowing,
  sort: z.enum(leadSorts).default('createdAt'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const exportQuery = z.object({ ...narrowing, format: z.string().max(20), locale });
const readQuery = z.object({ locale });
const change = z.strictObject({ status: z.enum(leadStatuses) });
const id = z.string().min(1).max(64);

export const leadRoutes = defineRoutes({
  prefix: '/api/leads',
  access: 'account',
  add(router, options) {
    const { database, words, leadsChanged } = options;

    router.get('/', async (ctx) => {
      const { search, sort, direction, cursor, limit, ...filter } = parse(listQuery, ctx.query);
      ctx.body = await listLeads(database.read, { search, filter, sort: { by: sort, direction }, cursor, limit });
    });

    router.get('/export', (ctx) => {
      const { format, locale: wanted, search, ...filter } = parse(exportQuery, ctx.query);
      const file = exportLeads(database.read, { format, search, filter, words, locale: words.match(wanted) });
      ctx.set('content-disposition', `attachment; filename="${file.fileName}"`);
      ctx.set('content-type', file.contentType);
      ctx.body = file.stream;
    });

    router.get('/:id', async (ctx) => {
      ctx.body = { lead: await readLead(options, parse(id, ctx.params.id), parse(readQuery, ctx.query).locale) };
    });

    router.patch('/:id', async (ctx) => {
      const wanted = parse(id, ctx.params.id);
      const { status } = parse(change, ctx.request.body);
      if (!(await database.write((trx) => setStatus(trx, wanted, status)))) throw unknownLead();
      leadsChanged();
      ctx.body = { lead: await readLead(options, wanted, parse(readQuery, ctx.query).locale) };
    });
  },
});

/** A field with its label in words and the place of its message in the conversation. */
export interface LeadFieldView {
  key: string;
  label: string;
  value: string;
  messageId: string;
  /** Absent when the message is gone. */
  messageSeq?: number;
}

async function readLead(
  { database, words }: HttpOptions,
  wanted: string,
  wantedLocale: string | undefined,
): Promise<Omit<LeadDetails, 'fields'> & { fields: LeadFieldView[]; verified: boolean }> {
  const lead = await getLead(database.read, wanted);
  if (!lead) throw unknownLead();
  const rows: { id: string; seq: number }[] = await database
    .read('messages')
    .whereIn(
      'id',
      lead.fields.map(({ messageId }) => messageId),
    )
    .select('id', 'seq');
  const seqs = new Map(rows.map((row) => [row.id, row.seq]));
  const language = words.match(wantedLocale);
  const fields = lead.fields.map((field) => ({
    ...field,
    label: words.t(language, field.label),
    messageSeq: seqs.get(field.messageId),
  }));
  const verified = (await profileOf(database.read, lead.contactId)) !== undefined;
  return { ...lead, fields, verified };
}

function unknownLead(): AppError {
  return new AppError('NOT_FOUND', 'The lead does not exist');
}
