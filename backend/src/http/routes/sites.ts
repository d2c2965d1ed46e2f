import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { parse } from '../parse.ts';
import { sendFile } from '../static/send-file.ts';
import { createStaticFile, type StaticFile } from '../static/static-file.ts';
import { defineRoutes } from './routes.ts';

const id = z.string().min(1).max(64);
const query = z.object({ locale: z.string().max(35).optional() });

/** What a page may know of its site before anybody has opened the chat. No more than every visitor is shown, so that pages of any origin may read it. */
export const siteRoutes = defineRoutes({
  prefix: '/api/sites',
  access: 'public',
  add(router, { siteById, pageSettings, words }) {
    const fileOf = keepFiles();
    router.get('/:id/page', async (ctx) => {
      const site = siteById(parse(id, ctx.params.id));
      if (!site) throw new AppError('SITE_UNKNOWN', 'There is no such site');
      const matched = words.match(parse(query, ctx.query).locale);
      const locale = site.locales.includes(matched) ? matched : site.locales[0]!;
      const file = fileOf(`${site.id} ${locale}`, JSON.stringify(pageSettings(site, locale)));
      await sendFile(ctx, file, { cacheControl: 'no-cache', isPublic: true });
    });
  },
});

/** Hashed and compressed once for each of its texts. */
function keepFiles(): (key: string, text: string) => StaticFile {
  const kept = new Map<string, { text: string; file: StaticFile }>();
  return (key, text) => {
    const known = kept.get(key);
    if (known?.text === text) return known.file;
    const file = createStaticFile('.json', Buffer.from(text));
    kept.set(key, { text, file });
    return file;
  };
}
