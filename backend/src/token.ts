import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as 43 letters of base64url. */
export function createToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** What is stored in a token's place. The token is random, so a plain SHA-256 is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
