import { z } from 'zod';
import { parse } from '../parse.ts';
import { clearSessionCookie, isHttps, readSessionCookie, writeSessionCookie } from '../session-cookie.ts';
import { defineRoutes } from './routes.ts';

const credentials = z.strictObject({ email: z.string().max(200), password: z.string().max(200) });

export const sessionRoutes = defineRoutes({
  prefix: '/api/session',
  access: 'public',
  add(router, { access, publicUrl }) {
    router.post('/', async (ctx) => {
      const { email, password } = parse(credentials, ctx.request.body);
      const { token, account } = await access.login(email, password, ctx.ip);
      writeSessionCookie(ctx, token, isHttps(ctx, publicUrl));
      ctx.body = { account };
    });

    /** Nobody is no fault: the console asks before it shows the login. */
    router.get('/', async (ctx) => {
      const token = readSessionCookie(ctx);
      const account = token ? await access.session(token) : undefined;
      if (token && account) writeSessionCookie(ctx, token, isHttps(ctx, publicUrl));
      ctx.set('cache-control', 'no-store');
      ctx.body = { account: account ?? null };
    });

    router.delete('/', async (ctx) => {
      const token = readSessionCookie(ctx);
      if (token) await access.logout(token);
      clearSessionCookie(ctx, isHttps(ctx, publicUrl));
      ctx.status = 204;
    });
  },
});
