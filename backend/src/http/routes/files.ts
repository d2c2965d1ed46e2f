import type { Context } from 'koa';
import { AppError } from '../../errors.ts';
import type { FileRow } from '../../file/file-store.ts';
import { isInline } from '../../file/file-view.ts';
import { readRange } from '../byte-range.ts';
import { defineRoutes } from './routes.ts';

/** A file never changes; who has seen it once need not ask again. */
const CACHE = 'private, max-age=31536000, immutable';

/** Files to whoever has their address: the key in it is the permission. The name is for people, and not looked at. */
export const fileRoutes = defineRoutes({
  prefix: '/files',
  access: 'public',
  add(router, { files }) {
    router.get('/:id/:key/:name', async (ctx) => {
      const { id, key } = ctx.params as { id: string; key: string };
      const row = await files.open(id, key);
      if (!row || !(await files.exists(row.id)))
        throw new AppError('NOT_FOUND', 'There is no such file, or not any more');
      describe(ctx, row);
      ctx.status = 200;
      if (ctx.fresh) return void (ctx.status = 304);
      const range = readRange(ctx.get('range'), { size: row.size, isCurrent: isCurrent(ctx) });
      if (range === 'unsatisfiable') {
        ctx.set('content-range', `bytes */${row.size}`);
        return void (ctx.status = 416);
      }
      if (range) {
        ctx.status = 206;
        ctx.set('content-range', `bytes ${range.start}-${range.end}/${row.size}`);
      }
      if (ctx.method === 'GET') ctx.body = files.read(row.id, range);
      ctx.type = contentType(row);
      ctx.length = range ? range.end - range.start + 1 : row.size;
    });
  },
});

/** Whatever is in it, it runs nothing: no guess at the type, no scripts, and only pictures and sound in place. */
function describe(ctx: Context, { id, name, type }: FileRow): void {
  ctx.attachment(name, { type: isInline(type) ? 'inline' : 'attachment' });
  ctx.set({
    etag: `"${id}"`,
    'accept-ranges': 'bytes',
    'cache-control': CACHE,
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
}

function contentType({ type }: FileRow): string {
  return type === 'text/plain' ? 'text/plain; charset=utf-8' : type;
}

/** Without If-Range, or with ours. */
function isCurrent(ctx: Context): boolean {
  const wanted = ctx.get('if-range');
  return wanted === '' || wanted === ctx.response.get('etag');
}
