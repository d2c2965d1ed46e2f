import type { Message, Pick } from '@agent-chat/sdk/protocol';
import { AppError } from '../errors.ts';
import { createId } from '../id.ts';
import type { Transaction } from '../store/database.ts';
import { addressesOf, type AddressRow } from './address-store.ts';
import { advanceConversations, findConversations, type ConversationRow } from './conversation-store.ts';
import { owe } from './delivery-store.ts';
import { findRepeats, insertMessages, toMessage, type MessageRow, type NewMessage } from './message-store.ts';
import { queueTurns } from './turn-store.ts';

/** What a visitor said in a conversation that is known. */
export interface VisitorMessage {
  conversationId: string;
  channel: string;
  authorName: string;
  text: string;
  /** Unique in the conversation; or `externalId`, unique on the channel. */
  clientId?: string;
  externalId?: string;
  replyTo?: string;
  pick?: Pick;
  scenario?: string;
}

export interface Received {
  message: Message;
  /** The same message had been received before: nothing was written. */
  duplicate: boolean;
  /** A turn waits for it. */
  queued: boolean;
  /** So many deliveries to other addresses are owed. */
  owed: number;
}

/**
 * Stores many visitors' messages in one transaction: a fixed number of statements in two trips to the database's thread. A fault of one message
 * is its result, not everybody's.
 */
export async function receiveAll(trx: Transaction, jobs: VisitorMessage[]): Promise<(Received | AppError)[]> {
  const ids = [...new Set(jobs.map((job) => job.conversationId))];
  const [conversations, known, addresses] = await Promise.all([
    findConversations(trx, ids),
    knownMessages(trx, jobs),
    addressesOf(trx, ids),
  ]);
  const fresh: NewMessage[] = [];
  const results = jobs.map((job) => {
    const conversation = conversations.get(job.conversationId);
    if (!conversation) return new AppError('NOT_FOUND', 'The conversation does not exist');
    const earlier = known.get(keyOf(job));
    if (earlier) return repeat(earlier, job);
    const message = nextMessage(conversation, job);
    fresh.push({ ...message, externalId: job.externalId, action: { pick: job.pick, scenario: job.scenario } });
    known.set(keyOf(job), message);
    return { message, duplicate: false, queued: conversation.handler === 'agent', owed: 0 };
  });
  if (fresh.length > 0) await store(trx, fresh, { conversations, addresses, results });
  return results;
}

interface Found {
  conversations: Map<string, ConversationRow>;
  addresses: AddressRow[];
  results: (Received | AppError)[];
}

async function store(
  trx: Transaction,
  fresh: NewMessage[],
  { conversations, addresses, results }: Found,
): Promise<void> {
  const touched = [...new Set(fresh.map((message) => message.conversationId))].map(
    (id) => conversations.get(id) as ConversationRow,
  );
  const answered = touched.filter((row) => row.handler === 'agent').map((row) => row.id);
  const [owed] = await Promise.all([
    addresses.length > 0 ? owe(trx, fresh, addresses, (message) => message.channel) : 0,
    insertMessages(trx, fresh),
    advanceConversations(trx, touched),
    queueTurns(trx, answered, touched[0]!.updated_at),
  ]);
  const last = results.findLast((result): result is Received => !(result instanceof AppError) && !result.duplicate);
  if (last) last.owed = owed;
}

async function knownMessages(trx: Transaction, jobs: VisitorMessage[]): Promise<Map<string, Message>> {
  const rows = await findRepeats(trx, {
    clientIds: jobs.flatMap((job) => (job.clientId ? [[job.conversationId, job.clientId] as [string, string]] : [])),
    externalIds: jobs.flatMap((job) => (job.externalId ? [[job.channel, job.externalId] as [string, string]] : [])),
  });
  return new Map(rows.map((row) => [rowKey(row), toMessage(row)]));
}

const keyOf = (job: VisitorMessage) =>
  job.clientId ? `client ${job.conversationId} ${job.clientId}` : `external ${job.channel} ${job.externalId}`;
const rowKey = (row: MessageRow) =>
  row.client_id ? `client ${row.conversation_id} ${row.client_id}` : `external ${row.channel} ${row.external_id}`;

function repeat(earlier: Message, job: VisitorMessage): Received | AppError {
  if (earlier.text === job.text) return { message: earlier, duplicate: true, queued: false, owed: 0 };
  return new AppError('CONFLICT', 'Another message was sent under this clientId before', {
    hint: 'Make a new clientId for each message; the first message stays as it is.',
  });
}

function nextMessage(conversation: ConversationRow, job: VisitorMessage): Message {
  const createdAt = new Date().toISOString();
  conversation.last_seq += 1;
  conversation.last_channel = job.channel;
  conversation.updated_at = createdAt;
  return {
    id: createId(),
    conversationId: conversation.id,
    seq: conversation.last_seq,
    role: 'visitor',
    author: { name: job.authorName },
    channel: job.channel,
    text: job.text,
    blocks: [],
    ...(job.replyTo && { replyTo: job.replyTo }),
    ...(job.clientId && { clientId: job.clientId }),
    status: 'complete',
    createdAt,
  };
}
