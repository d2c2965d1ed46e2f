import type { Block, Message } from '@agent-chat/sdk/protocol';
import { AppError } from '../errors.ts';
import type { Database, Queries } from '../store/database.ts';
import { fileIds } from './attachments.ts';
import { findRepeats, toMessage, type MessageAction, type MessageRow } from './message-store.ts';
import { storeReceived, type Incoming, type StoredGroup } from './receive-store.ts';
import type { TurnOffer } from './turn-store.ts';

/** What a visitor said in a conversation that is known. */
export interface VisitorMessage extends MessageAction {
  conversationId: string;
  channel: string;
  authorName: string;
  text: string;
  /** Unique in the conversation; or `externalId`, unique on the channel. */
  clientId?: string;
  externalId?: string;
  replyTo?: string;
  /** Ids of files of this contact that no message has yet. */
  files?: string[];
}

export interface Received {
  message: Message;
  /** The same message had been received before: nothing was written. */
  duplicate: boolean;
  /** The conversation was closed until now. */
  reopened?: boolean;
}

/** What became of a group of messages. */
export interface ReceivedGroup extends Omit<StoredGroup, 'stored'> {
  /** In the order of the group; a fault of one message is its result, not everybody's. */
  results: (Received | AppError)[];
}

/** Stores many visitors' messages in one transaction and one trip to the database's thread. */
export async function receiveAll(database: Database, incoming: Incoming[], offer?: TurnOffer): Promise<ReceivedGroup> {
  const { stored, ...rest } = await storeReceived(database, incoming, offer);
  const repeated = incoming.filter((_, index) => stored[index] === undefined);
  const known = repeated.length > 0 ? await knownMessages(database.read, repeated) : undefined;
  const results = incoming.map((job, index) => {
    const place = stored[index];
    if (place) return { message: asMessage(job, place.seq), duplicate: false, reopened: place.reopened };
    return repeat(known?.get(keyOf(job)), job);
  });
  return { results, ...rest };
}

export async function knownMessages(db: Queries, jobs: VisitorMessage[]): Promise<Map<string, Message>> {
  const rows = await findRepeats(db, {
    clientIds: jobs.flatMap((job) => (job.clientId ? [[job.conversationId, job.clientId] as [string, string]] : [])),
    externalIds: jobs.flatMap((job) => (job.externalId ? [[job.channel, job.externalId] as [string, string]] : [])),
  });
  return new Map(rows.map((row) => [rowKey(row), toMessage(row)]));
}

export const keyOf = (job: VisitorMessage) =>
  job.clientId ? `client ${job.conversationId} ${job.clientId}` : `external ${job.channel} ${job.externalId}`;
const rowKey = (row: MessageRow) =>
  row.client_id ? `client ${row.conversation_id} ${row.client_id}` : `external ${row.channel} ${row.external_id}`;

/** Nothing was written for it: it had been said before, or there is no such conversation. */
export function repeat(earlier: Message | undefined, job: VisitorMessage): Received | AppError {
  if (!earlier) return new AppError('NOT_FOUND', 'The conversation does not exist');
  const isSame = earlier.text === job.text && (!job.clientId || hasFiles(earlier, job.files));
  if (isSame) return { message: earlier, duplicate: true };
  return new AppError('CONFLICT', 'Another message was sent under this clientId before', {
    hint: 'Make a new clientId for each message; the first message stays as it is.',
  });
}

/** What came by a channel is known by its id there: its files were handed in anew. */
function hasFiles({ blocks }: Message, files: string[] = []): boolean {
  return fileIds(blocks).join() === files.join();
}

export function asMessage(job: Incoming, seq: number, blocks: Block[] = []): Message {
  return {
    id: job.id,
    conversationId: job.conversationId,
    seq,
    role: 'visitor',
    author: { name: job.authorName },
    channel: job.channel,
    text: job.text,
    blocks,
    ...(job.replyTo && { replyTo: job.replyTo }),
    ...(job.clientId && { clientId: job.clientId }),
    status: 'complete',
    createdAt: job.createdAt,
  };
}
