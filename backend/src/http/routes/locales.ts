import { createHash } from 'node:crypto';
import { AppError } from '../../errors.ts';
import type { Words } from '../../content/words.ts';
import { defineRoutes } from './routes.ts';

/** What browsers may read; the agent's own words stay here. */
const PUBLIC = new Set(['widget', 'admin', 'demo', 'site', 'phone']);

interface Served {
  body: string;
  etag: string;
}

/** The words of one namespace with its fallbacks filled in, for pages of any origin. */
export const localeRoutes = defineRoutes({
  prefix: '/locales',
  access: 'public',
  add(router, { words }) {
    const find = keepServed(words);
    router.get('/:tag/:file', (ctx) => {
      const { tag, file } = ctx.params as { tag: string; file: string };
      const served = find(tag, file);
      if (!served) throw new AppError('NOT_FOUND', 'There are no such words');
      ctx.set({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
      ctx.set({ 'cache-control': 'no-cache', etag: served.etag });
      ctx.type = 'application/json';
      ctx.body = served.body;
      if (ctx.fresh) ctx.status = 304;
    });
  },
});

/** Serialised once for each version of the words. */
function keepServed(words: Words): (tag: string, file: string) => Served | undefined {
  let served = new Map<string, Served>();
  let version = words.version;
  return (tag, file) => {
    const namespace = /^([\w-]+)\.json$/.exec(file)?.[1];
    if (!namespace || !PUBLIC.has(namespace)) return undefined;
    if (version !== words.version) served = new Map();
    version = words.version;
    const key = `${words.match(tag)} ${namespace}`;
    if (!served.has(key)) {
      const texts = words.namespace(words.match(tag), namespace);
      if (!texts) return undefined;
      served.set(key, serve(JSON.stringify(texts)));
    }
    return served.get(key);
  };
}

function serve(body: string): Served {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
