import type { HealthChecks } from '../http-options.ts';
import { defineRoutes } from './routes.ts';

type Checked = [name: string, result: 'ok' | 'failed'];

/** Alive: the process answers. Ready: everything it needs answers too. */
export const healthRoutes = defineRoutes({
  prefix: '',
  access: 'public',
  add(router, { health, log }) {
    router.get('/healthz', (ctx) => {
      ctx.set('cache-control', 'no-store');
      ctx.body = { status: 'ok' };
    });

    router.get('/readyz', async (ctx) => {
      const checked = await Promise.all(Object.entries(health).map((entry) => check(entry)));
      const failed = checked.filter(([, result]) => result === 'failed').map(([name]) => name);
      if (failed.length > 0) log.warn({ failed }, 'not ready');
      ctx.set('cache-control', 'no-store');
      ctx.status = failed.length === 0 ? 200 : 503;
      ctx.body = { status: failed.length === 0 ? 'ready' : 'not-ready', checks: Object.fromEntries(checked) };
    });
  },
});

async function check([name, run]: [string, HealthChecks[string]]): Promise<Checked> {
  try {
    await run();
    return [name, 'ok'];
  } catch {
    return [name, 'failed'];
  }
}
