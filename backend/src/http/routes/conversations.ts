import { MAX_FILES, MAX_HISTORY_PAGE, MAX_TEXT_LENGTH } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { findContactById } from '../../conversation/contact-store.ts';
import { listConversations } from '../conversation-list-store.ts';
import { parse } from '../parse.ts';
import { defineRoutes } from './routes.ts';

const whole = (max: number) => z.coerce.number().int().min(0).max(max);
const seq = whole(2 ** 31);

const listQuery = z.object({
  search: z.string().trim().max(100).optional(),
  handler: z.enum(['agent', 'operator']).optional(),
  cursor: z.string().max(300).optional(),
  limit: whole(100).min(1).default(30),
});
const historyQuery = z.object({
  beforeSeq: seq.optional(),
  afterSeq: seq.optional(),
  limit: whole(MAX_HISTORY_PAGE).min(1).default(50),
});
const said = z
  .strictObject({
    text: z.string().trim().max(MAX_TEXT_LENGTH),
    files: z.array(z.string().min(1).max(64)).min(1).max(MAX_FILES).optional(),
  })
  .refine(({ text, files }) => text || files, { path: ['text'], message: 'is empty' });
const read = z.strictObject({ seq: z.number().int().min(0) });
const id = z.string().min(1).max(64);

export const conversationRoutes = defineRoutes({
  prefix: '/api/conversations',
  access: 'account',
  add(router, { conversations, database }) {
    router.get('/', async (ctx) => {
      ctx.body = await listConversations(database.read, parse(listQuery, ctx.query));
    });

    router.get('/:id', async (ctx) => {
      const row = await conversations.find(parse(id, ctx.params.id));
      const [conversation, contact] = await Promise.all([
        conversations.view(row),
        findContactById(database.read, row.contact_id),
      ]);
      ctx.body = { conversation, contact: { id: row.contact_id, name: contact?.name ?? null }, siteId: row.site_id };
    });

    router.get('/:id/messages', async (ctx) => {
      const row = await conversations.find(parse(id, ctx.params.id));
      const messages = await conversations.history(row.id, parse(historyQuery, ctx.query));
      ctx.body = { messages, hasEarlier: (messages[0]?.seq ?? 1) > 1 };
    });

    router.post('/:id/messages', async (ctx) => {
      const { text, files } = parse(said, ctx.request.body);
      const author = { name: ctx.state.account.name };
      ctx.body = { message: await conversations.sayAsOperator(parse(id, ctx.params.id), author, text, { files }) };
      ctx.status = 201;
    });

    router.post('/:id/handback', async (ctx) => {
      const row = await conversations.find(parse(id, ctx.params.id));
      ctx.body = { conversation: await conversations.handBack(row.id) };
    });

    router.post('/:id/close', async (ctx) => {
      ctx.body = { conversation: await conversations.close(parse(id, ctx.params.id)) };
    });

    router.post('/:id/read', async (ctx) => {
      const row = await conversations.find(parse(id, ctx.params.id));
      await conversations.markRead(row.id, 'operator', parse(read, ctx.request.body).seq);
      ctx.status = 204;
    });
  },
});
