import type { Context } from 'koa';
import { isUserToken } from '../../access/identities.ts';
import { isOwnOrigin } from '../../access/own-origin.ts';
import { consentVersion, isOriginAllowed, type Site } from '../../content/kinds/site.ts';
import { findContactById, type ContactRow } from '../../conversation/contact-store.ts';
import { consentRequired } from '../../conversation/consent-required.ts';
import { AppError } from '../../errors.ts';
import type { Uploader } from '../../file/file-store.ts';
import type { HttpOptions } from '../http-options.ts';
import { readSessionCookie } from '../session-cookie.ts';

export interface UploadRequest {
  uploader: Uploader;
  site: Site;
  contactId: string;
}

const VISITOR = /^Visitor (\S{16,512})$/i;
const DAY_SECONDS = '86400';

/** Answers whether a page of this origin may upload to the site. */
export function answerPreflight(ctx: Context, options: HttpOptions): void {
  admitOrigin(ctx, siteOf(ctx, options), options.publicUrl);
  ctx.set({
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization',
    'access-control-max-age': DAY_SECONDS,
  });
  ctx.status = 204;
}

/** Who uploads, and to whom it belongs: a visitor by his token, or an operator by his session and `?conversation=`. Throws {@link AppError}. */
export async function uploadRequest(ctx: Context, options: HttpOptions): Promise<UploadRequest> {
  const token = VISITOR.exec(ctx.get('authorization'))?.[1];
  const conversationId = ctx.query['conversation'];
  if (!token && typeof conversationId === 'string') return operatorRequest(ctx, options, conversationId);
  const site = siteOf(ctx, options);
  admitOrigin(ctx, site, options.publicUrl);
  const contact = token ? await contactOf(site.id, token, options) : undefined;
  if (contact) {
    await requireConsent(site, contact.id, options);
    return { uploader: 'visitor', site, contactId: contact.id };
  }
  throw new AppError('UNAUTHORIZED', 'The visitor is not known', {
    hint: 'Send the token of session:opened as `Authorization: Visitor <token>`, and the site as `?site=`.',
  });
}

async function requireConsent(site: Site, contactId: string, { conversations }: HttpOptions): Promise<void> {
  const version = consentVersion(site);
  if (version !== undefined && !(await conversations.hasConsent(contactId, version))) throw consentRequired();
}

/** An anonymous visitor's, or that of a user whom the site vouches for. */
async function contactOf(siteId: string, token: string, options: HttpOptions): Promise<ContactRow | undefined> {
  const { conversations, database, identities } = options;
  if (!isUserToken(token)) return conversations.visitor({ siteId, channel: 'web', token });
  return findContactById(database.read, await identities.read(siteId, token));
}

async function operatorRequest(ctx: Context, options: HttpOptions, conversationId: string): Promise<UploadRequest> {
  const origin = ctx.get('origin');
  if (origin && !isOwnOrigin(origin, ctx.host, options.publicUrl)) throw foreignOrigin();
  const token = readSessionCookie(ctx);
  const account = token ? await options.access.session(token) : undefined;
  if (!account) throw new AppError('UNAUTHORIZED', 'There is no session', { hint: 'Log in at POST /api/session.' });
  const conversation = await options.conversations.find(conversationId);
  const site = options.siteById(conversation.site_id);
  if (!site) throw new AppError('SITE_UNKNOWN', 'The site has left prompts/sites.yaml');
  return { uploader: 'operator', site, contactId: conversation.contact_id };
}

function siteOf(ctx: Context, { siteById }: HttpOptions): Site {
  const wanted = ctx.query['site'];
  const site = siteById(typeof wanted === 'string' && wanted !== '' ? wanted : undefined);
  if (site) return site;
  throw new AppError('SITE_UNKNOWN', 'There is no such site', { hint: 'Check `?site=` against prompts/sites.yaml.' });
}

/** Its page may read the answer, a refusal too. A request without an origin comes from a program, not from a page. */
function admitOrigin(ctx: Context, site: Site, publicUrl: string | undefined): void {
  ctx.vary('Origin');
  const origin = ctx.get('origin');
  if (!origin) return;
  if (!isOriginAllowed(site, origin, isOwnOrigin(origin, ctx.host, publicUrl))) throw foreignOrigin();
  ctx.set({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after',
    'cross-origin-resource-policy': 'cross-origin',
  });
}

function foreignOrigin(): AppError {
  return new AppError('ORIGIN_FORBIDDEN', 'This page may not upload here', {
    hint: 'Add the page’s origin to prompts/sites.yaml.',
  });
}
