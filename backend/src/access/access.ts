import { AppError } from '../errors.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import { createToken, hashToken } from '../token.ts';
import {
  countAccounts,
  extendSession,
  findAccount,
  findSession,
  insertAccount,
  insertSession,
  isSetupLink,
  removeExpiredSessions,
  removeSession,
  replaceSetupLink,
  useSetupLink,
  type Account,
} from './access-store.ts';
import { hashPassword, MIN_PASSWORD_LENGTH, verifyPassword } from './password.ts';
import { createLimiter } from './rate-limit.ts';

const DAY = 24 * 60 * 60 * 1000;
/** How long a session lives after it was used last, in milliseconds. */
export const SESSION_LIFE = 14 * DAY;

const TRIES = { points: 10, seconds: 15 * 60 };
const TRIES_OF_ADDRESS = { points: 50, seconds: 15 * 60 };

export type { Account };

export interface AccessOptions {
  database: Database;
  log: Log;
  /** The owner's account, made at the start when it is not there yet. */
  admin: { email?: string; password?: string };
  /** Milliseconds since the epoch; for tests. */
  now?: () => number;
}

export interface NewAccount {
  email: string;
  password: string;
  /** What visitors see; the mail's local part when not given. */
  name?: string;
}

/** An opened session; the token goes into the cookie and is stored nowhere in the clear. */
export interface Opened {
  token: string;
  account: Account;
}

/** Who may use the console. */
export interface Access {
  /** Path of the one-time set-up link; undefined when an account exists. Each call makes a new link and voids the one before. */
  setupUrlPath(): Promise<string | undefined>;
  /** Makes the first account, once. Throws `FORBIDDEN` for a link that is unknown or used, `BAD_REQUEST` for a weak password. */
  setUp(token: string, account: NewAccount): Promise<Opened>;
  /** Throws `UNAUTHORIZED`, the same for an unknown mail and a wrong password, or `RATE_LIMITED`. `address`: of the network. */
  login(email: string, password: string, address: string): Promise<Opened>;
  logout(token: string): Promise<void>;
  /** The account behind a session that is still valid; using it keeps it alive. */
  session(token: string): Promise<Account | undefined>;
}

export function createAccess({ database, log, admin, now = Date.now }: AccessOptions): Access {
  const tries = createLimiter({ ...TRIES, now });
  const triesOfAddress = createLimiter({ ...TRIES_OF_ADDRESS, now });

  async function makeOwner(): Promise<void> {
    if (!admin.email || !admin.password) return;
    const email = normalEmail(admin.email);
    if (await findAccount(database.read, email)) return;
    const passwordHash = await hashPassword(admin.password);
    await database.write((trx) => insertAccount(trx, { email, name: nameOf(email), passwordHash }));
    log.info('made the account of ADMIN_EMAIL');
  }

  async function open(trx: Transaction, account: Account): Promise<Opened> {
    const token = createToken();
    await removeExpiredSessions(trx, now());
    await insertSession(trx, {
      tokenHash: hashToken(token),
      accountId: account.id,
      expiresAt: now() + SESSION_LIFE,
    });
    return { token, account };
  }

  let ownerMade: Promise<void> | undefined;
  const ready = () => (ownerMade ??= makeOwner());

  return {
    async setupUrlPath() {
      await ready();
      const token = createToken();
      const isNeeded = await database.write(async (trx) => {
        if ((await countAccounts(trx)) > 0) return false;
        await replaceSetupLink(trx, hashToken(token));
        return true;
      });
      return isNeeded ? `/admin#setup=${token}` : undefined;
    },

    async setUp(token, { email, password, name }) {
      await ready();
      if (!(await isSetupLink(database.read, hashToken(token)))) throw linkInvalid();
      refuseWeak(password);
      const passwordHash = await hashPassword(password);
      return database.write(async (trx) => {
        if (!(await useSetupLink(trx, hashToken(token))) || (await countAccounts(trx)) > 0) throw linkInvalid();
        const address = normalEmail(email);
        return open(
          trx,
          await insertAccount(trx, { email: address, name: name?.trim() || nameOf(address), passwordHash }),
        );
      });
    },

    async login(email, password, address) {
      await ready();
      const key = `${normalEmail(email)} ${address}`;
      refuse(triesOfAddress.take(address));
      refuse(tries.take(key));
      const account = await findAccount(database.read, normalEmail(email));
      const matches = await verifyPassword(account?.passwordHash, password);
      if (!account || !matches) throw new AppError('UNAUTHORIZED', 'The mail address or the password is wrong');
      tries.clear(key);
      const { id, name } = account;
      return database.write((trx) => open(trx, { id, email: account.email, name }));
    },

    async logout(token) {
      await database.write((trx) => removeSession(trx, hashToken(token)));
    },

    async session(token) {
      const found = await findSession(database.read, hashToken(token));
      if (!found || found.expiresAt <= now()) return undefined;
      const hasAged = found.expiresAt - now() < SESSION_LIFE - DAY;
      if (hasAged) await database.write((trx) => extendSession(trx, hashToken(token), now() + SESSION_LIFE));
      return found.account;
    },
  };
}

function refuse(taken: { ok: true } | { ok: false; retryAfter: number }): void {
  if (taken.ok) return;
  throw new AppError('RATE_LIMITED', 'Too many tries to log in', { retryAfter: taken.retryAfter });
}

function refuseWeak(password: string): void {
  if (password.length >= MIN_PASSWORD_LENGTH) return;
  throw new AppError('BAD_REQUEST', 'The password is too short', {
    hint: `Use at least ${MIN_PASSWORD_LENGTH} characters.`,
  });
}

function linkInvalid(): AppError {
  return new AppError('FORBIDDEN', 'The set-up link is unknown or was used before', {
    hint: 'Restart the server: it prints a new link while there is no account.',
  });
}

const normalEmail = (email: string) => email.trim().toLowerCase();

function nameOf(email: string): string {
  const name = email.split('@')[0]!;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
