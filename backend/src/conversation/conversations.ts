import type { Author, Block, Conversation, Message } from '@agent-chat/sdk/protocol';
import { AppError } from '../errors.ts';
import { createId } from '../id.ts';
import type { Transaction } from '../store/database.ts';
import { createGroupCommit } from '../store/group-commit.ts';
import { hashToken } from '../token.ts';
import { findAddress, type AddressRow } from './address-store.ts';
import type { Attachments, Taker } from './attachments.ts';
import { changeLanguage } from './change-language.ts';
import { findContact, type ContactRow } from './contact-store.ts';
import { createConsents } from './consents.ts';
import { createConversationLife, type ConversationLifeOptions } from './conversation-life.ts';
import { createConversationLinks, type ConversationLinksOptions } from './conversation-links.ts';
import { createConversationLog, existingConversation, type ConversationLogOptions } from './conversation-log.ts';
import { createConversationUsers } from './conversation-users.ts';
import { latestConversation, markRead, updateConversation, type ConversationRow } from './conversation-store.ts';
import { owe } from './delivery-store.ts';
import { giveFeedback, type Feedback } from './feedback-store.ts';
import { createPageEvents, type PageEventsOptions } from './page-events.ts';
import { createOperatorRequests, type OperatorRequestsOptions } from './operator-requests.ts';
import type { LanguageReason } from './language-reason.ts';
import { publish, type Draft } from './publish.ts';
import {
  findMessage,
  findSaidFor,
  findRepeats,
  readHistory,
  toMessage,
  type HistoryRange,
  type MessageRow,
} from './message-store.ts';
import type { Incoming } from './receive-store.ts';
import { receiveAll, type Received, type ReceivedGroup, type VisitorMessage } from './receive.ts';
import { receiveWithFiles } from './receive-with-files.ts';
import {
  openAddress,
  openSession,
  type Greeting,
  missedBy,
  type LocatedPerson,
  type Session,
  type SessionRequest,
} from './sessions.ts';
import { dropWaitingTurn, type TakenTurn, type TurnOffer } from './turn-store.ts';

export interface ConversationsOptions extends ConversationLogOptions, OperatorRequestsOptions, PageEventsOptions {
  greeting: Greeting;
  notices: ConversationLinksOptions['notices'] & ConversationLifeOptions['notices'];
  /** Called before a commit: the turns that may be taken in it. */
  offerTurns(): TurnOffer | undefined;
  /** Called while these are being committed. */
  foreseeTurns(messages: Incoming[]): void;
  /** Called after it with the turns that were taken, and the same messages: none were when they could not be stored. */
  beginTurns(taken: TakenTurn[], messages: Incoming[]): void;
  attachments: Attachments;
  /** Called after a commit: something waits to be answered. */
  wakeTurns(): void;
  /** What a scenario waits for, said in the language of the conversation; nothing where none waits. */
  waitingQuestion(trx: Transaction, conversation: ConversationRow): Promise<Draft[]>;
  /** An operator has spoken his first word, or the conversation was closed: what the agent is saying is thrown away. */
  tookOver(conversationId: string): void;
}

export interface OperatorSaid {
  /** Unique in the conversation. */
  clientId?: string;
  /** Ids of files that operators have uploaded for this conversation. */
  files?: string[];
}

export type Conversations = ReturnType<typeof createConversations>;

/** The core: what is said, by whom, in which order, and to whom it is owed. Everything is committed before it is told. */
export function createConversations(options: ConversationsOptions) {
  const { database, live } = options;
  const log = createConversationLog(options);
  const { append, tellChanged } = log;
  const links = createConversationLinks(options, log);
  const operators = createOperatorRequests(options, log);
  const receiving = createGroupCommit(receiveGroup);
  /** Messages with files that are being stored. */
  const alone = new Set<Promise<unknown>>();

  async function receiveGroup(group: Incoming[]): Promise<(Received | AppError)[]> {
    let taken: TakenTurn[] = [];
    // After the commit is on its way.
    setImmediate(options.foreseeTurns, group);
    try {
      const received = await receiveAll(database, group, options.offerTurns());
      taken = received.taken;
      return tellReceived(received);
    } finally {
      // After whoever is told of the messages themselves.
      setImmediate(options.beginTurns, taken, group);
    }
  }

  async function receiveAlone(message: Incoming): Promise<Received | AppError> {
    const storing = receiveWithFiles(database, message, options.attachments);
    alone.add(storing);
    const [result] = tellReceived(await storing.finally(() => alone.delete(storing)));
    return result!;
  }

  function tellReceived({ results, queued, owed }: ReceivedGroup): (Received | AppError)[] {
    if (queued) options.wakeTurns();
    if (owed) options.wakeDeliveries();
    return results;
  }

  /** `except`: the socket it came from, which has it in its acknowledgement. */
  async function receive(message: VisitorMessage, except?: string): Promise<Received> {
    // A lone surrogate is not text: stored, it would come back as another one and a repeat would not be known again.
    const text = message.text.toWellFormed();
    const said: Incoming = { ...message, text, id: createId(), createdAt: new Date().toISOString() };
    const result = said.files?.length ? await receiveAlone(said) : await receiving.submit(said);
    if (result instanceof AppError) throw result;
    if (!result.duplicate) log.tellAdded([result.message], except);
    if (result.reopened) await tellChanged(message.conversationId);
    return result;
  }

  async function holds(id: string, messageId: string): Promise<boolean> {
    return (await findMessage(database.read, messageId))?.conversationId === id;
  }

  /** The conversation behind an address; made, with its greeting, when the person is new. */
  async function openAt(person: LocatedPerson, greeting = options.greeting): Promise<ConversationRow> {
    const { conversation, state } = await openAddress(database, person, greeting);
    if (state === 'rejoined') await links.welcomeBack(conversation.id, person);
    return conversation;
  }

  async function takeFiles(trx: Transaction, ids: string[], taker: Taker): Promise<Block[]> {
    if (ids.length === 0) return [];
    const desk = await options.attachments.open(trx, ids);
    const blocks = desk.take(ids, taker);
    await desk.settle();
    return blocks;
  }

  return {
    ...links,
    ...operators,
    ...createPageEvents(options, log),
    ...createConversationLife(options, log),
    ...createConsents(database),
    ...createConversationUsers(options, log),
    receive,
    tellChanged,
    view: log.view,
    find: (id: string): Promise<ConversationRow> => existingConversation(database.read, id),

    openSession: (request: SessionRequest): Promise<Session> => openSession(database, request, options.greeting),
    history: (id: string, range: HistoryRange): Promise<Message[]> => readHistory(database.read, id, range),
    async idle(): Promise<void> {
      await Promise.allSettled([receiving.idle(), ...alone]);
    },

    /** The contact behind a visitor's token. */
    visitor: ({ token, ...key }: { siteId: string; channel: string; token: string }): Promise<ContactRow | undefined> =>
      findContact(database.read, { ...key, externalId: hashToken(token) }),

    join: (person: LocatedPerson): Promise<ConversationRow> => openAt(person),

    /** Receives from a channel that knows only the person and the address. */
    async receiveFrom(
      person: LocatedPerson,
      message: Omit<VisitorMessage, 'conversationId' | 'channel' | 'authorName'>,
    ): Promise<Received> {
      const conversation = await openAt(person);
      return receive({ ...message, conversationId: conversation.id, channel: person.channel, authorName: person.name });
    },

    /** Says the greeting at an address, which gets a conversation when it has none. `request` names what asked for it: a repeat has no effect. */
    async greetAt(person: LocatedPerson, request: string): Promise<void> {
      const greeting: Greeting = (siteId, locale) => ({ ...options.greeting(siteId, locale), externalId: request });
      const conversation = await openAt(person, greeting);
      const published = await database.write(async (trx) => {
        const said = await findSaidFor(trx, 'agent', request);
        if (!said) {
          const row = await existingConversation(trx, conversation.id);
          return publish(trx, row, [greeting(row.site_id, row.locale)]);
        }
        // A conversation begins with its greeting before it has an address.
        const address = (await findAddress(trx, { channel: person.channel, externalId: person.address })) as AddressRow;
        return { messages: [], owed: await owe(trx, [said], [address], () => person.channel), conversation };
      });
      log.tellPublished(published);
    },

    /** As {@link requestOperator}, of whoever is at an address. */
    async requestOperatorAt(person: LocatedPerson): Promise<boolean> {
      return operators.requestOperator((await openAt(person)).id);
    },

    /** What an operator says; a repeat of his `clientId` returns the first message. From his first word the agent is silent until handed back. */
    async sayAsOperator(id: string, author: Author, text: string, said: OperatorSaid = {}): Promise<Message> {
      const { clientId, files = [] } = said;
      let isFirst = false;
      let repeated: MessageRow | undefined;
      const [message] = await append(id, async (trx, row) => {
        [repeated] = clientId ? await findRepeats(trx, { clientIds: [[id, clientId]], externalIds: [] }) : [];
        if (repeated) return [];
        if (row.status === 'closed' && !(await isWhereTheVisitorIs(trx, row))) {
          throw new AppError('CONFLICT', 'The visitor has begun a new conversation', { hint: 'Answer him there.' });
        }
        const messageId = createId();
        const blocks = await takeFiles(trx, files, { messageId, contactId: row.contact_id, by: 'operator' });
        isFirst = row.handler === 'agent';
        if (isFirst) {
          await updateConversation(trx, id, {
            ...{ status: 'open', handler: 'operator', answered_seq: row.last_seq, wants_operator: false },
          });
          await dropWaitingTurn(trx, id);
        }
        return [{ id: messageId, role: 'operator', author, channel: 'console', text, blocks, clientId }];
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
        const row = await existingConversation(trx, id);
        await updateConversation(trx, id, { handler: 'agent', answered_seq: row.last_seq, wants_operator: false });
      });
      return tellChanged(id);
    },

    /** See {@link changeLanguage}. */
    async setLocale(id: string, locale: string, reason: LanguageReason = 'choice'): Promise<Conversation> {
      const { published, updated } = await database.write((trx) =>
        changeLanguage(trx, options, { id, locale, reason }),
      );
      if (updated) live.emit({ conversationId: id, event: 'message:updated', payload: { message: updated } });
      if (published) log.tellPublished(published);
      return tellChanged(id);
    },

    /** Asks again, in the language of now, what a scenario waits for. */
    askAgain: (id: string): Promise<Message[]> => append(id, options.waitingQuestion),

    /** The session as it is after its conversation was changed. */
    async readAgain<S extends Session>(session: S, request: SessionRequest): Promise<S> {
      const conversation = await existingConversation(database.read, session.conversation.id);
      return { ...session, conversation, ...(await missedBy(database, conversation, request)) };
    },

    async markRead(id: string, by: 'visitor' | 'operator', seq: number): Promise<void> {
      const changed = await database.write((trx) => markRead(trx, id, by, seq));
      if (changed) live.emit({ conversationId: id, event: 'message:read', payload: { seq, by } });
    },

    holds,

    /** Whether a choice of the message can be picked at the address: its person may be in another conversation by now. */
    async isPickable(channel: string, externalId: string, messageId: string): Promise<boolean> {
      const address = await findAddress(database.read, { channel, externalId });
      return address === undefined || holds(address.conversation_id, messageId);
    },

    /** Shown to all of the visitor's sockets, and to operators. */
    async giveFeedback(feedback: Feedback): Promise<void> {
      const message = await database.write(async (trx) => {
        await giveFeedback(trx, feedback);
        return findMessage(trx, feedback.messageId);
      });
      const { conversationId } = feedback;
      if (message) live.emit({ conversationId, event: 'message:updated', payload: { message } });
    },
  };
}

/** A conversation that was closed for a new one is left for good until he comes back to it. */
async function isWhereTheVisitorIs(trx: Transaction, row: ConversationRow): Promise<boolean> {
  const current = await latestConversation(trx, row.site_id, row.contact_id);
  return current?.id === row.id && row.closed_seq > 0;
}
