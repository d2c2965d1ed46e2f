import { createId } from '../id.ts';
import type { BatchAnswer, BatchStep, Database, Transaction } from '../store/database.ts';
import type { ConversationRow } from './conversation-store.ts';
import { storedAction, type MessageRow } from './message-store.ts';
import type { VisitorMessage } from './receive.ts';
import type { TakenTurn, TurnOffer, TurnRow } from './turn-store.ts';

/** A visitor's message on its way into the log. */
export interface Incoming extends VisitorMessage {
  id: string;
  createdAt: string;
}

export interface StoredGroup {
  /** In the order of the group; undefined where nothing was written: a repeat, or no such conversation. */
  stored: ({ seq: number; reopened: boolean } | undefined)[];
  /** Turns that the one who offered to begins at once. */
  taken: TakenTurn[];
  /** Other turns wait. */
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
  on conflict do nothing
  returning seq, (select c.status from conversations c where c.id = conversation_id) as status`;

/** What was just inserted lies beyond `last_seq`, until the conversation is advanced. */
const IS_NEW = 'm.conversation_id = c.id and m.seq > c.last_seq';

/** Where none is open. */
const TAKE_TURN = `
  insert into turns (id, conversation_id, state, lease_owner, lease_until, attempts, created_at)
  select ?, c.id, 'running', ?, ?, 1, ? from conversations c
  where c.id = cast(? as text) and c.handler = 'agent' and exists (select 1 from messages m where ${IS_NEW})
    and not exists (select 1 from turns o where o.conversation_id = c.id and o.state = 'queued')
    and not exists (select 1 from turns o where o.conversation_id = c.id and o.state = 'running')
  on conflict do nothing returning *`;

/** At most one waits in a conversation: what is said meanwhile joins it. One that was just taken has the same id. */
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
    (select m.seq, m.channel, m.created_at from messages m where m.conversation_id = c.id order by m.seq desc limit 1),
    status = 'open'
  where c.id = cast(? as text) and exists (select 1 from messages m where ${IS_NEW})
  returning handler`;

const TAKEN_CONVERSATION = `
  select c.* from turns t join conversations c on c.id = t.conversation_id where t.id = cast(? as text)`;

const TAKEN_SAID = `
  select m.* from turns t
  join conversations c on c.id = t.conversation_id
  join messages m on m.conversation_id = c.id and m.seq > c.answered_seq and m.role = 'visitor'
  where t.id = cast(? as text) order by m.seq limit 50`;

/** One transaction: the messages with their `seq`, a turn and deliveries for each conversation that has new ones. */
export async function storeReceived(database: Database, messages: Incoming[], offer?: TurnOffer): Promise<StoredGroup> {
  return toGroup(await database.writeBatch(stepsFor(messages, offer)));
}

/** The same for one message within a transaction that does more. Its turn waits. */
export async function storeOne(trx: Transaction, message: Incoming): Promise<StoredGroup> {
  const answers: BatchAnswer[] = [];
  for (const { sql, each } of stepsFor([message])) {
    answers.push(each[0] ? [await trx.raw(sql, each[0] as (string | null)[])] : []);
  }
  return toGroup(answers);
}

function stepsFor(messages: Incoming[], offer?: TurnOffer): BatchStep[] {
  const at = messages[0]!.createdAt;
  const ids = [...new Set(messages.map((message) => message.conversationId))];
  const turns = ids.map((conversationId) => ({ id: createId(), conversationId }));
  const offered = offer ? turns.slice(0, offer.room) : [];
  return [
    { sql: INSERT_MESSAGE, each: messages.map(values) },
    { sql: TAKE_TURN, each: offered.map((turn) => [turn.id, offer!.owner, offer!.until, at, turn.conversationId]) },
    { sql: QUEUE_TURN, each: turns.map((turn) => [turn.id, at, turn.conversationId]) },
    { sql: OWE, each: ids.map((id) => [id]) },
    { sql: ADVANCE, each: ids.map((id) => [id]) },
    { sql: TAKEN_CONVERSATION, each: offered.map((turn) => [turn.id]) },
    { sql: TAKEN_SAID, each: offered.map((turn) => [turn.id]) },
  ];
}

function toGroup([inserted, taken, , owed, advanced, conversations, said]: BatchAnswer[]): StoredGroup {
  return {
    stored: inserted!.map(([row]) => row && { seq: row.seq as number, reopened: row.status === 'closed' }),
    taken: taken!.flatMap(([turn], index) => (turn ? [toTaken(turn, conversations![index]!, said![index]!)] : [])),
    queued: advanced!.some(([row], index) => row?.handler === 'agent' && !taken![index]?.length),
    owed: owed!.some((rows) => rows.length > 0),
  };
}

type Rows = BatchAnswer[number];

function toTaken(turn: unknown, [conversation]: Rows, said: unknown): TakenTurn {
  return {
    turn: turn as TurnRow,
    conversation: conversation as unknown as ConversationRow,
    said: said as MessageRow[],
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
