import type Router from '@koa/router';
import type { HttpOptions, HttpState } from '../http-options.ts';

/** The routes of one resource, with who may use them. */
export interface Routes {
  prefix: string;
  /** `account`: only with a console session; `public`: anybody, so the handlers check what they must. */
  access: 'public' | 'account';
  add(router: Router<HttpState>, options: HttpOptions): void;
}

export function defineRoutes(routes: Routes): Routes {
  return routes;
}
