import { AppError } from '../../errors.ts';
import type { Words } from '../../content/words.ts';
import { sendFile } from '../static/send-file.ts';
import { createStaticFile, type StaticFile } from '../static/static-file.ts';
import { defineRoutes } from './routes.ts';

/** What browsers may read; the agent's own words stay here. */
const PUBLIC = new Set(['widget', 'widget-more', 'admin', 'demo', 'site', 'phone']);

/** The words of one namespace with its fallbacks filled in, for pages of any origin. */
export const localeRoutes = defineRoutes({
  prefix: '/locales',
  access: 'public',
  add(router, { words }) {
    const find = keepServed(words);
    router.get('/:tag/:file', async (ctx) => {
      const { tag, file } = ctx.params as { tag: string; file: string };
      const found = find(tag, file);
      if (!found) throw new AppError('NOT_FOUND', 'There are no such words');
      await sendFile(ctx, found, { cacheControl: 'no-cache', isPublic: true });
    });
  },
});

/** Serialised once for each version of the words. */
function keepServed(words: Words): (tag: string, file: string) => StaticFile | undefined {
  let served = new Map<string, StaticFile>();
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
      served.set(key, createStaticFile('.json', Buffer.from(JSON.stringify(texts))));
    }
    return served.get(key);
  };
}
