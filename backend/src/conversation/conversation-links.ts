import type { Database, Transaction } from '../store/database.ts';
import {
  addressesOf,
  findAddress,
  findAddressById,
  removeAddressById,
  toAddress,
  type Address,
  type AddressRow,
} from './address-store.ts';
import { existingConversation, type ConversationLog } from './conversation-log.ts';
import { findConversation, type ConversationRow } from './conversation-store.ts';
import { owe } from './delivery-store.ts';
import {
  createLink,
  detachAddress,
  inspectLink,
  isJoinedBy,
  joinByLink,
  type Link,
  type LinkRefusal,
} from './links.ts';
import { findSaidFor, lastAnswer } from './message-store.ts';
import type { Person } from './person.ts';
import { publish, type Draft, type Published } from './publish.ts';
import type { Greeting } from './sessions.ts';

export interface ConversationLinksOptions {
  database: Database;
  /** Said by the system when a channel joins or leaves, or no longer reaches its person. */
  notices: {
    linked(locale: string, channel: string, name: string): string;
    unlinked(locale: string, channel: string): string;
    lost(locale: string, channel: string): string;
  };
  greeting: Greeting;
}

/** How channels come to a conversation and leave it. */
export function createConversationLinks(
  { database, notices, greeting }: ConversationLinksOptions,
  log: ConversationLog,
) {
  const unlinked = (row: ConversationRow, channel: string): Draft =>
    notice(notices.unlinked(row.locale, channel), 'channel-unlinked');

  const linked = (row: ConversationRow, { channel, name }: Pick<Person, 'channel' | 'name'>): Draft =>
    notice(notices.linked(row.locale, channel, name), 'channel-linked');

  /** What was published by it: first in the conversation that was joined. */
  async function join(trx: Transaction, token: string, person: Person): Promise<Published[] | LinkRefusal> {
    const joined = await joinByLink(trx, token, person);
    if (typeof joined === 'string') return joined;
    const { left, replaced } = joined;
    const replacedBy = replaced && (await giveBack(trx, replaced, joined.conversation));
    await oweLastAnswer(trx, joined.conversation, person);
    const published = [await publish(trx, joined.conversation, [linked(joined.conversation, person)])];
    if (replacedBy) published.push(replacedBy);
    if (left) published.push(await publish(trx, left, [unlinked(left, person.channel)]));
    return published;
  }

  /** The person goes on in a conversation of his own, and is told so there. */
  async function giveBack(trx: Transaction, address: AddressRow, from: ConversationRow): Promise<Published> {
    const own = await detachAddress(trx, address, from, greeting);
    return publish(trx, own, [unlinked(own, address.channel)]);
  }

  return {
    createLink: (id: string, channel: string): Promise<Link> => createLink(database, id, channel),
    inspectLink: (token: string): Promise<{ conversation: ConversationRow } | LinkRefusal> =>
      inspectLink(database, token),

    /**
     * The person's address becomes one of the conversation's: said there and here, and what was asked last stands there as well. Who loses the
     * channel by it, another account or another conversation, is told.
     */
    async confirmLink(token: string, person: Person): Promise<ConversationRow | LinkRefusal> {
      const joined = await database.write((trx) => join(trx, token, person));
      if (joined === 'used') return (await isJoinedBy(database.read, token, person)) ?? joined;
      if (typeof joined === 'string') return joined;
      for (const published of joined) {
        log.tellPublished(published);
        await log.tellChanged(published.conversation.id);
      }
      return joined[0]!.conversation;
    },

    /** The channel leaves the conversation, and its person goes on in one of his own and is told. False when it was not there. */
    async removeLink(id: string, channel: string): Promise<boolean> {
      const published = await database.write(async (trx) => {
        const row = await existingConversation(trx, id);
        const address = (await addressesOf(trx, [id])).find((one) => one.channel === channel);
        if (!address) return undefined;
        const there = await giveBack(trx, address, row);
        return [await publish(trx, row, [unlinked(row, channel)]), there];
      });
      for (const one of published ?? []) log.tellPublished(one);
      if (published) await log.tellChanged(id);
      return published !== undefined;
    },

    /**
     * The person leaves the conversation that his address was linked to and goes on in one of his own. False when there was no link. `request`
     * names what asked for it: a repeat must not end a link that was made since.
     */
    async leaveLink(channel: string, externalId: string, request: string): Promise<boolean> {
      const left = await database.write(async (trx) => {
        if (await findSaidFor(trx, 'system', request)) return 'before';
        const address = await findAddress(trx, { channel, externalId });
        if (!address?.linked) return undefined;
        const row = await existingConversation(trx, address.conversation_id);
        await detachAddress(trx, address, row, greeting);
        return publish(trx, row, [{ ...unlinked(row, channel), externalId: request }]);
      });
      if (typeof left !== 'object') return left === 'before';
      log.tellPublished(left);
      await log.tellChanged(left.conversation.id);
      return true;
    },

    /** The channel cannot reach the address any more. Its link stays for when the person comes back; the page is told. */
    async loseAddress(id: string): Promise<void> {
      const lost = await database.write(async (trx) => {
        const address = await findAddressById(trx, id);
        if (!address) return undefined;
        await removeAddressById(trx, id);
        const row = await existingConversation(trx, address.conversation_id);
        const { channel } = address;
        return publish(trx, row, address.linked ? [notice(notices.lost(row.locale, channel), 'channel-lost')] : []);
      });
      if (!lost) return;
      log.tellPublished(lost);
      await log.tellChanged(lost.conversation.id);
    },

    /** A person whose address was lost has written again: the page, which was told of the loss, is told of this as well. */
    async welcomeBack(id: string, person: Person): Promise<void> {
      const address = await findAddress(database.read, { channel: person.channel, externalId: person.address });
      if (address?.linked) await log.append(id, async (_trx, row) => [linked(row, person)]);
      await log.tellChanged(id);
    },

    /** The conversation behind a channel's address. */
    async atAddress(channel: string, externalId: string): Promise<(ConversationRow & { linked: boolean }) | undefined> {
      const address = await findAddress(database.read, { channel, externalId });
      const row = address && (await findConversation(database.read, address.conversation_id));
      return row && { ...row, linked: Boolean(address?.linked) };
    },

    /** Where the person wrote last, when that is an address of a channel. */
    async liveAddress(id: string): Promise<Address | undefined> {
      const [row, addresses] = await Promise.all([
        findConversation(database.read, id),
        addressesOf(database.read, [id]),
      ]);
      const last = addresses.find(({ channel }) => channel === row?.last_channel);
      return row && last && toAddress(last, row.locale);
    },
  };
}

const notice = (text: string, code: string): Draft => ({
  role: 'system',
  author: { name: '' },
  channel: 'system',
  text,
  blocks: [{ type: 'notice', code }],
});

async function oweLastAnswer(trx: Transaction, row: ConversationRow, person: Person): Promise<void> {
  const [address, answer] = await Promise.all([
    findAddress(trx, { channel: person.channel, externalId: person.address }),
    lastAnswer(trx, row.id),
  ]);
  if (answer) await owe(trx, [answer], [address as AddressRow], () => person.channel);
}
