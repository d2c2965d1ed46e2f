import type Router from '@koa/router';
import type { HttpOptions, HttpState } from '../http-options.ts';

/** The routes of one resource, with who may use them. */
export interface Routes {
  prefix: string;
  /** `account`: only with a console session; `public`: anybody, so the handlers check what they must. */
  access: 'public' | 'account';
  /** Pages of the sites may ask as well, and send what is not JSON: the handlers look at the origin. */
  crossOrigin?: boolean;
  add(router: Router<HttpState>, options: HttpOptions): void;
}

export function defineRoutes(routes: Routes): Routes {
  return routes;
}
