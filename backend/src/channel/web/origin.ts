import type { IncomingMessage } from 'node:http';
import { isOriginAllowed, type Site } from '../../content/kinds/site.ts';

/**
 * Whether a page of the request's origin may open a socket to the site. A request without an Origin comes from a program, not from a page:
 * there is nobody whose tokens it could borrow. Whether a proxy in front speaks TLS is not known here, so own is the host under both schemes.
 */
export function isAllowedOrigin(site: Site, { headers }: Pick<IncomingMessage, 'headers'>): boolean {
  if (headers.origin === undefined) return true;
  return isOriginAllowed(site, headers.origin, [`http://${headers.host}`, `https://${headers.host}`]);
}
