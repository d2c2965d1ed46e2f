import { SignJWT, type JWTPayload } from 'jose';
import { createSecretKey } from 'node:crypto';

export const IDENTITY_SECRET = 'what the shop and this server share';

/** The environment of a server whose demo site knows its users. */
export const IDENTITY_ENV = { IDENTITY_SECRETS: `default:${IDENTITY_SECRET}` };

/** What a site signs of its user; valid for an hour. */
export function signIdentity(sub: string, claims: JWTPayload = {}): Promise<string> {
  return new SignJWT({ sub, exp: Math.floor(Date.now() / 1000) + 3600, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(createSecretKey(Buffer.from(IDENTITY_SECRET)));
}
