import type { Author, Block, Citation, Message, MessageStatus, Role } from '@agent-chat/sdk/protocol';
import { createId } from '../id.ts';
import type { Transaction } from '../store/database.ts';
import { addressesAway, addressesOf, type AddressRow } from './address-store.ts';
import { updateConversation, type ConversationRow } from './conversation-store.ts';
import { owe } from './delivery-store.ts';
import { insertMessages } from './message-store.ts';

/** What the house says: an agent, an operator or the system. */
export interface Draft {
  id?: string;
  role: Exclude<Role, 'visitor'>;
  author: Author;
  channel: string;
  text: string;
  blocks?: Block[];
  citations?: Citation[];
  status?: MessageStatus;
  /** Of whoever sent it: unique in the conversation. */
  clientId?: string;
  /** Names what on a channel it was said for: unique for its own `channel`, so that it is said once. */
  externalId?: string;
}

export interface Published {
  messages: Message[];
  owed: number;
  conversation: ConversationRow;
}

/** Appends drafts to a conversation's log and owes them to its addresses. */
export async function publish(trx: Transaction, conversation: ConversationRow, drafts: Draft[]): Promise<Published> {
  if (drafts.length === 0) return { messages: [], owed: 0, conversation };
  const at = new Date().toISOString();
  const messages = drafts.map((draft, index) =>
    toStored(draft, conversation.id, conversation.last_seq + 1 + index, at),
  );
  await insertMessages(
    trx,
    messages.map((message, index) => ({ ...message, externalId: drafts[index]!.externalId })),
  );
  const changed = await updateConversation(trx, conversation.id, {
    last_seq: conversation.last_seq + drafts.length,
    updated_at: at,
  });
  const addresses = await reachedBy(trx, conversation);
  const owed = addresses.length > 0 ? await owe(trx, messages, addresses, () => conversation.last_channel) : 0;
  return { messages, owed, conversation: changed };
}

/** Also who was answered when he linked himself elsewhere: the answer to what he asked here follows him, and stays in this log. */
async function reachedBy(trx: Transaction, { id, contact_id }: ConversationRow): Promise<AddressRow[]> {
  const [own, away] = await Promise.all([addressesOf(trx, [id]), addressesAway(trx, contact_id)]);
  return [...own, ...away.map((address) => ({ ...address, conversation_id: id }))];
}

function toStored(draft: Draft, conversationId: string, seq: number, createdAt: string): Message {
  return {
    id: draft.id ?? createId(),
    conversationId,
    seq,
    role: draft.role,
    author: draft.author,
    channel: draft.channel,
    text: draft.text,
    blocks: draft.blocks ?? [],
    ...(draft.citations?.length && { citations: draft.citations }),
    ...(draft.clientId && { clientId: draft.clientId }),
    status: draft.status ?? 'complete',
    createdAt,
  };
}
