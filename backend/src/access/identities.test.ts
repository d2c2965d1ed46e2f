import { SignJWT, UnsecuredJWT } from 'jose';
import assert from 'node:assert/strict';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createIdentities } from './identities.ts';

const SECRET = 'a secret of the shop, 32 letters long';
const OTHER = 'a secret of the club, 32 letters long';
const OLD = 'an older secret of the club, not yet gone';
const identities = createIdentities(
  new Map([
    ['shop', [SECRET]],
    ['club', [OTHER, OLD]],
  ]),
);
const now = () => Math.floor(Date.now() / 1000);
const HOUR = 3600;

interface Signing {
  secret?: string;
  algorithm?: string;
}

function sign(
  claims: Record<string, unknown>,
  { secret = SECRET, algorithm = 'HS256' }: Signing = {},
): Promise<string> {
  return new SignJWT({ sub: 'u1', exp: now() + HOUR, ...claims })
    .setProtectedHeader({ alg: algorithm })
    .sign(createSecretKey(Buffer.from(secret)));
}

test('a signed profile is read, and what else stands in it is left out', async () => {
  const profile = { name: 'Ann Lee', email: 'ann@example.com', phone: '+49 30 1234567', locale: 'de' };
  const identity = await sign({ ...profile, iat: now(), role: 'admin' });
  assert.deepEqual(await identities.verify('shop', identity), { sub: 'u1', ...profile });
});

test('while a site changes its secret, both are accepted', async () => {
  for (const secret of [OTHER, OLD]) {
    assert.equal((await identities.verify('club', await sign({}, { secret }))).sub, 'u1');
  }
});

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const refused: [what: string, identity: () => string | Promise<string>, message: RegExp][] = [
  ['forged', () => sign({}, { secret: 'somebody else’s secret, 32 letters' }), /signature .* does not fit/],
  ['signed with the secret of another site', () => sign({}, { secret: OTHER }), /signature .* does not fit/],
  ['of a changed payload', async () => changed(await sign({})), /signature .* does not fit/],
  ['expired', () => sign({ exp: now() - 61 }), /expired/],
  ['not yet valid', () => sign({ nbf: now() + HOUR }), /not a JWT that can be accepted/],
  ['longer than a day', () => sign({ exp: now() + 25 * HOUR }), /longer than a day/],
  ['without an end', () => sign({ exp: undefined }), /`exp` is missing/],
  ['without a subject', () => sign({ sub: undefined }), /`sub` is missing/],
  ['with an empty subject', () => sign({ sub: '' }), /`sub` is missing/],
  ['with a broken mail address', () => sign({ email: 'ann' }), /`email` is missing or not/],
  ['with a name that is no text', () => sign({ name: ['Ann'] }), /`name` is missing or not/],
  ['signed with HS512', () => sign({}, { algorithm: 'HS512', secret: SECRET.repeat(2) }), /not signed with HS256/],
  ['of alg none', () => new UnsecuredJWT({ sub: 'u1', exp: now() + HOUR }).encode(), /not signed with HS256/],
  [
    'signed with RS256',
    () => new SignJWT({ sub: 'u1', exp: now() + HOUR }).setProtectedHeader({ alg: 'RS256' }).sign(privateKey),
    /not signed with HS256/,
  ],
  ['no JWT at all', () => 'hello', /not a JWT/],
];
for (const [what, identity, message] of refused) {
  test(`an identity ${what} is refused with a hint`, async () => {
    await assert.rejects(identities.verify('shop', await identity()), (error: Error & { hint?: string }) => {
      assert.match(error.message, message);
      assert.ok(error.hint);
      assert.ok(!JSON.stringify([error.message, error.hint]).includes(SECRET));
      return true;
    });
  });
}

test('a minute of difference between two clocks is forgiven', async () => {
  assert.equal((await identities.verify('shop', await sign({ exp: now() - 50 }))).sub, 'u1');
});

test('a site without a secret has no users', async () => {
  await assert.rejects(identities.verify('default', await sign({})), { code: 'IDENTITY_INVALID' });
});

test('a token leads back to its contact, on its site alone', async () => {
  const token = await identities.issue('shop', 'contact-1');
  assert.equal(await identities.read('shop', token), 'contact-1');
  await assert.rejects(identities.read('club', token), { code: 'UNAUTHORIZED' });
  await assert.rejects(identities.read('default', token), { code: 'UNAUTHORIZED' });
});

test('what a site signs is no token, and a token is no identity', async () => {
  const token = await identities.issue('shop', 'contact-1');
  await assert.rejects(identities.verify('shop', token), { code: 'IDENTITY_INVALID' });
  await assert.rejects(identities.read('shop', await sign({ sub: 'contact-1', aud: 'shop' })), {
    code: 'UNAUTHORIZED',
  });
});

function changed(identity: string): string {
  const [header, payload, signature] = identity.split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
  const other = Buffer.from(JSON.stringify({ ...claims, sub: 'u2' })).toString('base64url');
  return [header, other, signature].join('.');
}
