import { z } from 'zod';
import { parse } from '../parse.ts';
import { isHttps, writeSessionCookie } from '../session-cookie.ts';
import { defineRoutes } from './routes.ts';

const body = z.strictObject({
  token: z.string().max(100),
  email: z.email().max(200),
  password: z.string().max(200),
  name: z.string().trim().max(80).optional(),
});

/** The first account, from the one-time link that the server printed. */
export const setupRoutes = defineRoutes({
  prefix: '/api/setup',
  access: 'public',
  add(router, { access, publicUrl }) {
    router.post('/', async (ctx) => {
      const { token, ...account } = parse(body, ctx.request.body);
      const opened = await access.setUp(token, account);
      writeSessionCookie(ctx, opened.token, isHttps(ctx, publicUrl));
      ctx.status = 201;
      ctx.body = { account: opened.account };
    });
  },
});
