import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import Koa from 'koa';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';
import type { HttpOptions, HttpState } from './http-options.ts';
import { errors } from './middleware/errors.ts';
import { sameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { signedIn } from './middleware/signed-in.ts';
import { routes } from './routes/index.ts';
import type { Routes } from './routes/routes.ts';
import { staticPages } from './static/static-pages.ts';

/** Largest body that is read. */
const BODY_LIMIT = '100kb';

/** Everything the server shows over HTTP, as a listener for `http.createServer`. */
export function createHttp(options: HttpOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const app = new Koa({ proxy: options.trustProxy > 0, maxIpsCount: options.trustProxy });
  app.on('error', (error) => options.log.warn({ err: error }, 'the response could not be sent'));
  app.use(errors(options.log));
  app.use(securityHeaders({ isHttps: Boolean(options.publicUrl?.startsWith('https:')) }));
  app.use(staticPages(options.staticDirs));
  for (const router of routers(
    options,
    routes.filter(({ crossOrigin }) => crossOrigin),
  ))
    app.use(router.routes());
  app.use(sameOrigin(options.publicUrl));
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: BODY_LIMIT }));
  for (const router of routers(
    options,
    routes.filter(({ crossOrigin }) => !crossOrigin),
  ))
    app.use(router.routes());
  app.use(() => {
    throw new AppError('NOT_FOUND', 'There is nothing at this address');
  });
  const handle = app.callback();
  return (request, response) => void handle(request, response);
}

function routers(options: HttpOptions, list: Routes[]): Router<HttpState>[] {
  return list.map(({ prefix, access, add }) => {
    // By the letter: the guard's own path is, and a route that is not would be reached around it.
    const router = new Router<HttpState>({ prefix, sensitive: true });
    if (access === 'account') router.use(signedIn(options.access));
    add(router, options);
    return router;
  });
}
