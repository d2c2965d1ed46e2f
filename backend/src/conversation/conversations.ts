import type { Author, Conversation, Message } from '@agent-chat/sdk/protocol';
import { AppError } from '../errors.ts';
import type { Database, Queries, Transaction } from '../store/database.ts';
import { createGroupCommit } from '../store/group-commit.ts';
import {
  addressesOf,
  findAddress,
  linkedChannels,
  moveAddresses,
  removeChannel,
  type AddressRow,
} from './address-store.ts';
import { findContactById, removeIdentity, setContactLocale, type ContactRow } from './contact-store.ts';
import { findConversation, toConversation, updateConversation, type ConversationRow } from './conversation-store.ts';
import { owe } from './delivery-store.ts';
import { giveFeedback, type Feedback } from './feedback-store.ts';
import {
  createLink,
  inspectLink,
  joinByLink,
  type ContactsJoined,
  type Link,
  type LinkRefusal,
  type Person,
} from './links.ts';
import type { Live } from './live.ts';
import {
  findMessage,
  findRepeats,
  lastAsked,
  readHistory,
  replaceText,
  toMessage,
  type HistoryRange,
  type MessageRow,
} from './message-store.ts';
import { publish, type Draft } from './publish.ts';
import { receiveAll, type Received, type VisitorMessage } from './receive.ts';
import {
  beginConversation,
  openAddress,
  openSession,
  type Greeting,
  type Session,
  type SessionRequest,
} from './sessions.ts';
import { dropWaitingTurn } from './turn-store.ts';

export interface ConversationsOptions {
  database: Database;
  live: Live;
  greeting: Greeting;
  /** Said by the system when a channel joins or leaves. */
  notices: {
    linked(locale: string, channel: string, name: string): string;
    unlinked(locale: string, channel: string): string;
  };
  /** The step of the running scenario, shown with the conversation. */
  stepOf(conversationId: string): Promise<Conversation['scenario']>;
  contactsJoined: ContactsJoined;
  /** Called after a commit: something waits to be answered, or to be delivered. */
  wakeTurns(): void;
  wakeDeliveries(): void;
  /** An operator has spoken his first word: what the agent is saying is thrown away. */
  tookOver(conversationId: string): void;
}

/** The core: what is said, by whom, in which order, and to whom it is owed. Everything is committed before it is told. */
export type Conversations = ReturnType<typeof createConversations>;

export function createConversations(options: ConversationsOptions) {
  const { database, live } = options;
  const receiving = createGroupCommit<VisitorMessage, Received | AppError>(database, receiveAll);

  async function receive(message: VisitorMessage): Promise<Received> {
    const result = await receiving.submit(message);
    if (result instanceof AppError) throw result;
    if (result.duplicate) return result;
    tellAdded([result.message]);
    if (result.queued) options.wakeTurns();
    if (result.owed) options.wakeDeliveries();
    return result;
  }

  function tellAdded(messages: Message[]): void {
    for (const message of messages) {
      live.emit({ conversationId: message.conversationId, event: 'message:added', payload: { message } });
    }
  }

  async function view(row: ConversationRow): Promise<Conversation> {
    const [channels, scenario] = await Promise.all([linkedChannels(database.read, row.id), options.stepOf(row.id)]);
    return toConversation(row, channels, scenario);
  }

  const find = (id: string): Promise<ConversationRow> => existing(database.read, id);

  async function tellChanged(id: string): Promise<Conversation> {
    const conversation = await view(await find(id));
    live.emit({ conversationId: id, event: 'conversation:changed', payload: { conversation } });
    return conversation;
  }

  /** Writes what `work` says into the log of one conversation and tells it. */
  async function say(
    id: string,
    work: (trx: Transaction, row: ConversationRow) => Promise<Draft[]>,
  ): Promise<Message[]> {
    const published = await database.write(async (trx) => {
      const drafts = await work(trx, await existing(trx, id));
      return publish(trx, await existing(trx, id), drafts);
    });
    tellAdded(published.messages);
    if (published.owed) options.wakeDeliveries();
    return published.messages;
  }

  const system = (text: string, code: string): Draft => ({
    role: 'system',
    author: { name: '' },
    channel: 'system',
    text,
    blocks: [{ type: 'notice', code }],
  });

  return {
    receive,
    view,
    find,
    tellChanged,

    openSession: (request: SessionRequest): Promise<Session> => openSession(database, request, options.greeting),
    history: (id: string, range: HistoryRange): Promise<Message[]> => readHistory(database.read, id, range),
    idle: () => receiving.idle(),

    /** Receives from a channel that knows only the person and the address. */
    async receiveFrom(
      person: Person & { locale: string },
      message: Omit<VisitorMessage, 'conversationId' | 'channel' | 'authorName'>,
    ): Promise<Received> {
      const { conversation } = await openAddress(database, person, options.greeting);
      return receive({ ...message, conversationId: conversation.id, channel: person.channel, authorName: person.name });
    },

    /** Says the greeting at an address, which gets a conversation when it has none. */
    async greetAt(person: Person & { locale: string }): Promise<void> {
      const { conversation, created } = await openAddress(database, person, options.greeting);
      if (!created) {
        await say(conversation.id, async (_trx, row) => [options.greeting(row.site_id, row.locale)]);
        return;
      }
      const [message] = await readHistory(database.read, conversation.id, { limit: 1 });
      await database.write(async (trx) => {
        const address = (await findAddress(trx, { channel: person.channel, externalId: person.address })) as AddressRow;
        await owe(trx, [message as Message], [address], () => person.channel);
      });
      options.wakeDeliveries();
    },

    /** Ends the conversation and begins another; linked channels go with the visitor. */
    async startNew(id: string): Promise<{ conversation: Conversation; messages: Message[] }> {
      const begun = await database.write(async (trx) => {
        const row = await existing(trx, id);
        const contact = (await findContactById(trx, row.contact_id)) as ContactRow;
        await updateConversation(trx, id, { status: 'closed' });
        await dropWaitingTurn(trx, id);
        const next = await beginConversation(trx, contact, row.last_channel, options.greeting);
        await moveAddresses(trx, id, next.conversation.id);
        return next;
      });
      await tellChanged(id);
      return { conversation: await view(begun.conversation), messages: begun.messages };
    },

    /** What an operator says; a repeat of his `clientId` returns the first message. From his first word the agent is silent until handed back. */
    async sayAsOperator(id: string, author: Author, text: string, clientId?: string): Promise<Message> {
      let isFirst = false;
      let repeated: MessageRow | undefined;
      const [message] = await say(id, async (trx, row) => {
        [repeated] = clientId ? await findRepeats(trx, { clientIds: [[id, clientId]], externalIds: [] }) : [];
        if (repeated) return [];
        isFirst = row.handler === 'agent';
        if (isFirst) {
          await updateConversation(trx, id, { handler: 'operator', answered_seq: row.last_seq });
          await dropWaitingTurn(trx, id);
        }
        return [{ role: 'operator', author, channel: 'console', text, clientId }];
      });
      if (repeated) return toMessage(repeated);
      if (isFirst) {
        options.tookOver(id);
        await tellChanged(id);
      }
      return message as Message;
    },

    async handBack(id: string): Promise<Conversation> {
      await database.write(async (trx) => {
        const row = await existing(trx, id);
        await updateConversation(trx, id, { handler: 'agent', answered_seq: row.last_seq });
      });
      return tellChanged(id);
    },

    /** A greeting that nobody has answered yet is said again in the new language. */
    async setLocale(id: string, locale: string): Promise<Conversation> {
      const updated = await database.write(async (trx) => {
        await existing(trx, id);
        const row = await updateConversation(trx, id, { locale });
        await setContactLocale(trx, row.contact_id, locale);
        if (row.last_seq !== 1) return undefined;
        const [first] = await readHistory(trx, id, { limit: 1 });
        const draft = options.greeting(row.site_id, locale);
        return replaceText(
          trx,
          (first as Message).id,
          { text: draft.text, blocks: draft.blocks ?? [] },
          new Date().toISOString(),
        );
      });
      if (updated) live.emit({ conversationId: id, event: 'message:updated', payload: { message: updated } });
      return tellChanged(id);
    },

    async markRead(id: string, by: 'visitor' | 'operator', seq: number): Promise<void> {
      const column = by === 'visitor' ? 'visitor_read_seq' : 'operator_read_seq';
      const changed = await database.write((trx) =>
        trx('conversations')
          .where({ id })
          .where(column, '<', seq)
          .where('last_seq', '>=', seq)
          .update({ [column]: seq }),
      );
      if (changed) live.emit({ conversationId: id, event: 'message:read', payload: { seq, by } });
    },

    holds: async (id: string, messageId: string): Promise<boolean> =>
      (await findMessage(database.read, messageId))?.conversationId === id,

    giveFeedback: (feedback: Feedback): Promise<void> => database.write((trx) => giveFeedback(trx, feedback)),

    createLink: (id: string, channel: string): Promise<Link> => createLink(database, id, channel),
    inspectLink: (token: string): Promise<{ conversation: ConversationRow } | LinkRefusal> =>
      inspectLink(database, token),

    async confirmLink(token: string, person: Person): Promise<ConversationRow | LinkRefusal> {
      const joined = await database.write((trx) => joinByLink(trx, token, person, options.contactsJoined));
      if (typeof joined === 'string') return joined;
      await say(joined.id, async (trx, row) => {
        await oweLastQuestion(trx, row, person);
        return [system(options.notices.linked(row.locale, person.channel, person.name), 'channel-linked')];
      });
      await tellChanged(joined.id);
      return joined;
    },

    /** From the page: the channel leaves the conversation. False when there was none. */
    async removeLink(id: string, channel: string): Promise<boolean> {
      const removed = await database.write(async (trx) => {
        const row = await existing(trx, id);
        const address = await removeChannel(trx, id, channel);
        if (address) await removeIdentity(trx, { siteId: row.site_id, channel, externalId: address.external_id });
        return address !== undefined;
      });
      if (!removed) return false;
      await say(id, async (_trx, row) => [system(options.notices.unlinked(row.locale, channel), 'channel-unlinked')]);
      await tellChanged(id);
      return true;
    },

    /** The conversation behind a channel's address. */
    async atAddress(channel: string, externalId: string): Promise<(ConversationRow & { linked: boolean }) | undefined> {
      const address = await findAddress(database.read, { channel, externalId });
      const row = address && (await findConversation(database.read, address.conversation_id));
      return row && { ...row, linked: Boolean(address?.linked) };
    },

    /** Where the person wrote last, when that is an address of a channel. */
    async liveAddress(
      id: string,
    ): Promise<
      { id: string; conversationId: string; channel: string; externalId: string; locale: string } | undefined
    > {
      const row = await findConversation(database.read, id);
      const addresses = await addressesOf(database.read, [id]);
      const last = addresses.find(({ channel }) => channel === row?.last_channel);
      return (
        row &&
        last && {
          id: last.id,
          conversationId: id,
          channel: last.channel,
          externalId: last.external_id,
          locale: row.locale,
        }
      );
    },
  };

  /** What was asked last stands on the new channel as well, so that it can be answered there. */
  async function oweLastQuestion(trx: Transaction, row: ConversationRow, person: Person): Promise<void> {
    const address = await findAddress(trx, { channel: person.channel, externalId: person.address });
    const question = await lastAsked(trx, row.id);
    if (address && question) await owe(trx, [question], [address], () => person.channel);
  }
}

/** Throws {@link AppError} NOT_FOUND. */
async function existing(db: Queries, id: string): Promise<ConversationRow> {
  const row = await findConversation(db, id);
  if (!row) throw new AppError('NOT_FOUND', 'The conversation does not exist');
  return row;
}
