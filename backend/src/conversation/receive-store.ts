import { createId } from '../id.ts';
import type { Database } from '../store/database.ts';
import { storedAction } from './message-store.ts';
import type { VisitorMessage } from './receive.ts';

/** A visitor's message on its way into the log. */
export interface Incoming extends VisitorMessage {
  id: string;
  createdAt: string;
}

export interface StoredGroup {
  /** In the order of the group; undefined where nothing was written: a repeat, or no such conversation. */
  seqs: (number | undefined)[];
  queued: boolean;
  owed: boolean;
}

/**
 * A repeat of either key is passed over, and takes no `seq`. The cast, here and below: a bare parameter that meets a table with a partial index
 * makes SQLite plan the statement anew at each run, which costs ten times what the run does.
 */
const INSERT_MESSAGE = `
  insert into messages
    (id, conversation_id, seq, role, author_name, channel, text, client_id, external_id, reply_to, action, status, created_at)
  select ?, c.id, coalesce((select max(m.seq) from messages m where m.conversation_id = c.id), 0) + 1,
    'visitor', ?, ?, ?, ?, ?, ?, ?, 'complete', ?
  from conversations c where c.id = cast(? as text)
  on conflict do nothing returning seq`;

/** What was just inserted lies beyond `last_seq`, until the conversation is advanced. */
const IS_NEW = 'm.conversation_id = c.id and m.seq > c.last_seq';

/** At most one waits in a conversation: what is said meanwhile joins it. */
const QUEUE_TURN = `
  insert into turns (id, conversation_id, state, created_at)
  select ?, c.id, 'queued', ? from conversations c
  where c.id = cast(? as text) and c.handler = 'agent' and exists (select 1 from messages m where ${IS_NEW})
  on conflict do nothing`;

/** Silently: the person did not write last there. */
const OWE = `
  insert into deliveries (address_id, message_id, state, silent, created_at)
  select a.id, m.id, 'queued', true, m.created_at
  from conversations c join addresses a on a.conversation_id = c.id join messages m on ${IS_NEW}
  where c.id = cast(? as text) and a.channel <> m.channel
  order by m.seq
  on conflict do nothing returning position`;

const ADVANCE = `
  update conversations as c set (last_seq, last_channel, updated_at) =
    (select m.seq, m.channel, m.created_at from messages m where m.conversation_id = c.id order by m.seq desc limit 1)
  where c.id = cast(? as text) and exists (select 1 from messages m where ${IS_NEW})
  returning handler`;

/** One transaction: the messages with their `seq`, a turn and deliveries for each conversation that has new ones. */
export async function storeReceived(database: Database, messages: Incoming[]): Promise<StoredGroup> {
  const ids = [...new Set(messages.map((message) => message.conversationId))];
  const at = messages[0]!.createdAt;
  const [inserted, , owed, advanced] = await database.writeBatch([
    { sql: INSERT_MESSAGE, each: messages.map(values) },
    { sql: QUEUE_TURN, each: ids.map((id) => [createId(), at, id]) },
    { sql: OWE, each: ids.map((id) => [id]) },
    { sql: ADVANCE, each: ids.map((id) => [id]) },
  ]);
  return {
    seqs: inserted!.map(([row]) => row?.seq as number | undefined),
    queued: advanced!.some(([row]) => row?.handler === 'agent'),
    owed: owed!.some((rows) => rows.length > 0),
  };
}

function values(message: Incoming): (string | null)[] {
  return [
    message.id,
    message.authorName,
    message.channel,
    message.text,
    message.clientId ?? null,
    message.externalId ?? null,
    message.replyTo ?? null,
    storedAction(message),
    message.createdAt,
    message.conversationId,
  ];
}
