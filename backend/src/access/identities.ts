import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** What a site says of its user. */
export interface Profile {
  sub: string;
  name?: string;
  email?: string;
  phone?: string;
  locale?: string;
}

export interface Identities {
  /** Reads what a site has signed. Throws {@link AppError} IDENTITY_INVALID. */
  verify(siteId: string, identity: string): Promise<Profile>;
  /** A token by which the page of a user comes back for a day, even when what the site signed has run out meanwhile. */
  issue(siteId: string, contactId: string): Promise<string>;
  /** The contact that a token was issued to. Throws {@link AppError} UNAUTHORIZED. */
  read(siteId: string, token: string): Promise<string>;
}

const ALGORITHM = 'HS256';
const DAY_SECONDS = 24 * 60 * 60;
const SKEW_SECONDS = 60;
const GUIDE = 'docs/identity.md shows how to sign one.';

const claims = z.object({
  sub: z.string().min(1).max(255),
  exp: z.number(),
  name: z.string().trim().min(1).max(200).optional(),
  email: z.email().max(254).optional(),
  phone: z.string().trim().min(3).max(40).optional(),
  locale: z.string().min(2).max(35).optional(),
});

/** Visitors' tokens are random letters, users' tokens are JWTs. */
export const isUserToken = (token: string): boolean => token.includes('.');

/** Who the sites' users are, by secrets that each site shares with this server; a site may have several while it changes them. */
export function createIdentities(secrets: ReadonlyMap<string, readonly string[]>): Identities {
  const signing = keysOf(secrets, (secret) => Buffer.from(secret));
  // Of its own, so that nothing a site signs can be taken for a token.
  const sessions = keysOf(secrets, (secret) => createHmac('sha256', secret).update('agent-chat session').digest());

  return {
    async verify(siteId, identity) {
      const keys = signing.get(siteId);
      if (!keys) {
        throw invalid('This site has no key that identities are signed with', {
          hint: 'Set IDENTITY_SECRETS on the server, or leave the identity out.',
        });
      }
      return profileOf(await verifyByAny(keys, identity).catch(refuse));
    },

    issue: (siteId, contactId) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(contactId)
        .setAudience(siteId)
        .setExpirationTime(`${DAY_SECONDS}s`)
        .sign(sessions.get(siteId)![0]!),

    async read(siteId, token) {
      const options = { audience: siteId, requiredClaims: ['sub', 'exp'] };
      try {
        return (await verifyByAny(sessions.get(siteId) ?? [], token, options)).sub!;
      } catch (cause) {
        throw new AppError('UNAUTHORIZED', 'The session of this user has ended', {
          hint: 'Identify him again.',
          cause,
        });
      }
    },
  };
}

function keysOf(
  secrets: ReadonlyMap<string, readonly string[]>,
  derive: (secret: string) => Buffer,
): Map<string, KeyObject[]> {
  return new Map([...secrets].map(([site, all]) => [site, all.map((secret) => createSecretKey(derive(secret)))]));
}

/** By the first key whose signature fits. */
async function verifyByAny(keys: readonly KeyObject[], token: string, options = {}): Promise<JWTPayload> {
  let failure: unknown = new errors.JWSSignatureVerificationFailed();
  for (const key of keys) {
    try {
      const settings = { algorithms: [ALGORITHM], clockTolerance: SKEW_SECONDS, ...options };
      return (await jwtVerify(token, key, settings)).payload;
    } catch (error) {
      failure = error;
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
    }
  }
  throw failure;
}

function profileOf(payload: JWTPayload): Profile {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) {
    const [claim] = parsed.error.issues[0]!.path;
    throw invalid(`The identity's \`${String(claim)}\` is missing or not what it should be`, { hint: GUIDE });
  }
  const { exp, ...profile } = parsed.data;
  if (exp > Date.now() / 1000 + DAY_SECONDS + SKEW_SECONDS) {
    throw invalid('The identity lasts longer than a day', { hint: 'Let `exp` be at most 24 hours away, in seconds.' });
  }
  return profile;
}

function refuse(cause: unknown): never {
  if (cause instanceof errors.JWTExpired) {
    throw invalid('The identity has expired', { hint: 'Sign a new one and hand it over by `identify()`.', cause });
  }
  if (cause instanceof errors.JOSEAlgNotAllowed) {
    throw invalid('The identity is not signed with HS256', { hint: GUIDE, cause });
  }
  if (cause instanceof errors.JWSSignatureVerificationFailed) {
    throw invalid('The signature of the identity does not fit', {
      hint: 'Sign it with the secret that IDENTITY_SECRETS has for this site.',
      cause,
    });
  }
  throw invalid('The identity is not a JWT that can be accepted', { hint: GUIDE, cause });
}

function invalid(message: string, options: { hint: string; cause?: unknown }): AppError {
  return new AppError('IDENTITY_INVALID', message, options);
}
