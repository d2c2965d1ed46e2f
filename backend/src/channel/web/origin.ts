import type { IncomingMessage } from 'node:http';
import { isOwnOrigin } from '../../access/own-origin.ts';
import { isOriginAllowed, type Site } from '../../content/kinds/site.ts';

/**
 * Whether a page of the request's origin may open a socket to the site. A request without an Origin comes from a program, not from a page:
 * there is nobody whose tokens it could borrow.
 */
export function isAllowedOrigin(
  site: Site,
  { headers }: Pick<IncomingMessage, 'headers'>,
  publicUrl?: string,
): boolean {
  if (headers.origin === undefined) return true;
  return isOriginAllowed(site, headers.origin, isOwnOrigin(headers.origin, headers.host, publicUrl));
}
