import type { User } from 'grammy/types';
import type { Person } from '../channel.ts';

export const CHANNEL = 'telegram';

/** The person of a private chat. A chat's id is the person's id there; both are kept, as the contract tells them apart. */
export function personOf(user: User, chatId: number, siteId: string): Person {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return { siteId, channel: CHANNEL, externalId: `${user.id}`, address: `${chatId}`, name, locale: user.language_code };
}
