import type { Context, Middleware } from 'koa';
import { AppError } from '../../errors.ts';
import type { HttpOptions } from '../http-options.ts';
import { loadFolder } from './load-folder.ts';
import type { Encoding, StaticFile } from './static-file.ts';

const ENCODINGS: Encoding[] = ['br', 'gzip', 'identity'];
/** Vite's file names carry a hash of the content: `chat-DkJ3_x9Q.js`. */
const HASHED = /-[\w-]{8}\.\w+$/;
const BUILD = 'Build the pages: npm run build';

interface Found {
  file: StaticFile;
  path: string;
  /** Part of the embed: read by pages of any origin. */
  isEmbed: boolean;
}

/** The embed script, the console and the demo site, from memory. What it does not know goes on to the routes. */
export function staticPages(dirs: HttpOptions['staticDirs']): Middleware {
  const folders = { widget: loadFolder(dirs.widget), admin: loadFolder(dirs.admin), site: loadFolder(dirs.site) };

  function find(path: string): Found | undefined {
    const inWidget = folders.widget.get(path);
    if (inWidget && (path === 'agent-chat.js' || path.startsWith('chunks/')))
      return { file: inWidget, path, isEmbed: true };
    const isAdmin = path === 'admin' || path.startsWith('admin/');
    const file = isAdmin ? findAdmin(path.slice('admin/'.length)) : findSite(path);
    return file && { file, path, isEmbed: false };
  }

  function findSite(path: string): StaticFile | undefined {
    if (path === '' || path.endsWith('/')) return folders.site.get(`${path}index.html`);
    return folders.site.get(path) ?? folders.site.get(`${path}.html`);
  }

  /** The console has addresses of its own (`/admin/leads/…`), all of them its one page. */
  function findAdmin(path: string): StaticFile | undefined {
    const page = path.includes('.') ? undefined : folders.admin.get('index.html');
    const file = folders.admin.get(path) ?? page;
    if (!file && folders.admin.size === 0) throw new AppError('NOT_FOUND', 'The console is not built', { hint: BUILD });
    return file;
  }

  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
    const path = decodePath(ctx.path);
    const found = find(path);
    if (found) return send(ctx, found);
    if (!folders.site.has(`${path}/index.html`)) return next();
    ctx.redirect(`${ctx.path}/${ctx.search}`);
    ctx.status = 308;
  };
}

async function send(ctx: Context, { file, path, isEmbed }: Found): Promise<void> {
  if (isEmbed) ctx.set({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  ctx.set('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.set({ etag: file.etag, vary: 'accept-encoding' });
  ctx.type = file.extension;
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const { encoding, body } = await smallest(ctx, file);
  if (encoding !== 'identity') ctx.set('content-encoding', encoding);
  ctx.body = body;
}

async function smallest(ctx: Context, file: StaticFile): Promise<{ encoding: Encoding; body: Buffer }> {
  for (const encoding of ENCODINGS) {
    const body = ctx.acceptsEncodings(encoding) && (await file.body(encoding));
    if (body) return { encoding, body };
  }
  return { encoding: 'identity', body: (await file.body('identity')) as Buffer };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}
