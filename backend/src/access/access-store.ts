import { createId } from '../id.ts';
import type { Queries, Transaction } from '../store/database.ts';

/** Somebody who may use the console. */
export interface Account {
  id: string;
  email: string;
  /** What visitors see when he answers as operator. */
  name: string;
}

export interface AccountWithPassword extends Account {
  passwordHash: string;
}

interface AccountRow {
  id: string;
  email: string;
  name: string;
  password_hash: string;
  created_at: string;
}

export async function countAccounts(db: Queries): Promise<number> {
  const [row] = await db('accounts').count({ count: '*' });
  return Number(row?.count ?? 0);
}

export async function findAccount(db: Queries, email: string): Promise<AccountWithPassword | undefined> {
  const row = await db<AccountRow>('accounts').where({ email }).first();
  return row && { ...toAccount(row), passwordHash: row.password_hash };
}

export async function insertAccount(trx: Transaction, account: Omit<AccountWithPassword, 'id'>): Promise<Account> {
  const { email, name, passwordHash } = account;
  const id = createId();
  await trx('accounts').insert({ id, email, name, password_hash: passwordHash, created_at: new Date().toISOString() });
  return { id, email, name };
}

export async function insertSession(
  trx: Transaction,
  session: { tokenHash: string; accountId: string; expiresAt: number },
): Promise<void> {
  await trx('account_sessions').insert({
    token_hash: session.tokenHash,
    account_id: session.accountId,
    expires_at: session.expiresAt,
    created_at: new Date().toISOString(),
  });
}

/** `expiresAt` in milliseconds since the epoch. */
export async function findSession(
  db: Queries,
  tokenHash: string,
): Promise<{ account: Account; expiresAt: number } | undefined> {
  const row: (AccountRow & { expires_at: number }) | undefined = await db('account_sessions')
    .join('accounts', 'accounts.id', 'account_sessions.account_id')
    .where({ token_hash: tokenHash })
    .first('accounts.*', 'account_sessions.expires_at');
  return row && { account: toAccount(row), expiresAt: row.expires_at };
}

export async function extendSession(trx: Transaction, tokenHash: string, expiresAt: number): Promise<void> {
  await trx('account_sessions').where({ token_hash: tokenHash }).update({ expires_at: expiresAt });
}

export async function removeSession(trx: Transaction, tokenHash: string): Promise<void> {
  await trx('account_sessions').where({ token_hash: tokenHash }).delete();
}

export async function removeExpiredSessions(trx: Transaction, now: number): Promise<void> {
  await trx('account_sessions').where('expires_at', '<=', now).delete();
}

/** The only link that works from now on. */
export async function replaceSetupLink(trx: Transaction, tokenHash: string): Promise<void> {
  await trx('setup_links').delete();
  await trx('setup_links').insert({ token_hash: tokenHash, created_at: new Date().toISOString() });
}

export async function isSetupLink(db: Queries, tokenHash: string): Promise<boolean> {
  return (await db('setup_links').where({ token_hash: tokenHash }).first()) !== undefined;
}

/** False when it had been used before. */
export async function useSetupLink(trx: Transaction, tokenHash: string): Promise<boolean> {
  return (await trx('setup_links').where({ token_hash: tokenHash }).delete()) > 0;
}

function toAccount({ id, email, name }: AccountRow): Account {
  return { id, email, name };
}
