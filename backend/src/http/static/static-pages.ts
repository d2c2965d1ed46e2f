import type { Middleware } from 'koa';
import { AppError } from '../../errors.ts';
import type { HttpOptions } from '../http-options.ts';
import { loadFolder } from './load-folder.ts';
import { sendFile } from './send-file.ts';
import type { StaticFile } from './static-file.ts';

/** Vite's file names carry a hash of the content: `chat-DkJ3_x9Q.js`. */
const HASHED = /-[\w-]{8}\.\w+$/;
/** The embed script, the same under the name of its version, and what they load. */
const EMBED = /^(agent-chat[^/]*\.js|chunks\/.*)$/;
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
    if (inWidget && EMBED.test(path)) return { file: inWidget, path, isEmbed: true };
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
    if (found) return sendFile(ctx, found.file, { cacheControl: cacheControl(found.path), isPublic: found.isEmbed });
    if (!folders.site.has(`${path}/index.html`)) return next();
    ctx.redirect(`${ctx.path}/${ctx.search}`);
    ctx.status = 308;
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}

const cacheControl = (path: string): string => (HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
