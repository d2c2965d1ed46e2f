import { z } from 'zod';
import { parse } from '../parse.ts';
import { defineRoutes } from './routes.ts';

const tag = z.string().min(2).max(35).optional();
const listQuery = z.object({ tag, limit: z.coerce.number().int().min(1).max(5000).default(1000) });

/** Which texts a language lacked when somebody was spoken with in it. */
export const localeLogRoutes = defineRoutes({
  prefix: '/api/locale-log',
  access: 'account',
  add(router, { localeLog }) {
    router.get('/', async (ctx) => {
      ctx.body = { misses: await localeLog.list(parse(listQuery, ctx.query)) };
    });

    router.delete('/', async (ctx) => {
      await localeLog.clear(parse(z.object({ tag }), ctx.query).tag);
      ctx.status = 204;
    });
  },
});
