import type { Account } from '../api-types.ts';
import { api } from './api.ts';
import { closeLive } from './live.ts';

/** Who is logged in here; undefined when nobody is. */
export async function readSession(): Promise<Account | undefined> {
  return (await api<{ account: Account | null }>('GET', '/api/session')).account ?? undefined;
}

export async function logIn(email: string, password: string): Promise<Account> {
  return (await api<{ account: Account }>('POST', '/api/session', { email, password })).account;
}

export async function setUp(
  token: string,
  account: { email: string; password: string; name?: string },
): Promise<Account> {
  return (await api<{ account: Account }>('POST', '/api/setup', { token, ...account })).account;
}

export async function logOut(): Promise<void> {
  closeLive();
  await api('DELETE', '/api/session');
}
