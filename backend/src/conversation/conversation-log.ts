import type { Conversation, Message } from '@agent-chat/sdk/protocol';
import { AppError } from '../errors.ts';
import type { Database, Queries, Transaction } from '../store/database.ts';
import { linkedChannels } from './address-store.ts';
import { findConversation, toConversation, type ConversationRow } from './conversation-store.ts';
import type { Live } from './live.ts';
import { profileOf } from './profile-store.ts';
import { ratingOf } from './rating-store.ts';
import { publish, type Draft, type Published } from './publish.ts';

export interface ConversationLogOptions {
  database: Database;
  live: Live;
  /** The step of the running scenario, shown with the conversation. */
  stepOf(conversationId: string): Promise<Conversation['scenario']>;
  /** Called after a commit: something waits to be delivered. */
  wakeDeliveries(): void;
}

export type ConversationLog = ReturnType<typeof createConversationLog>;

/** Appending to a conversation's log and telling it: everything is committed before it is told. */
export function createConversationLog({ database, live, stepOf, wakeDeliveries }: ConversationLogOptions) {
  function tellAdded(messages: Message[], except?: string): void {
    for (const message of messages) {
      live.emit({ conversationId: message.conversationId, event: 'message:added', payload: { message }, except });
    }
  }

  function tellPublished({ messages, owed }: Published): void {
    tellAdded(messages);
    if (owed) wakeDeliveries();
  }

  async function view(row: ConversationRow): Promise<Conversation> {
    const [channels, scenario, profile, rating] = await Promise.all([
      linkedChannels(database.read, row.id),
      stepOf(row.id),
      profileOf(database.read, row.contact_id),
      row.closed_seq > 0 || row.status === 'closed' ? ratingOf(database.read, row) : undefined,
    ]);
    const verified = profile && { name: profile.name };
    return toConversation(row, { channels, scenario, rating, ...(verified && { verified }) });
  }

  return {
    tellAdded,
    tellPublished,
    view,

    async tellChanged(id: string): Promise<Conversation> {
      const conversation = await view(await existingConversation(database.read, id));
      live.emit({ conversationId: id, event: 'conversation:changed', payload: { conversation } });
      return conversation;
    },

    /** Appends what `work` says, in its transaction, and tells it. Throws {@link AppError} NOT_FOUND. */
    async append(id: string, work: (trx: Transaction, row: ConversationRow) => Promise<Draft[]>): Promise<Message[]> {
      const published = await database.write(async (trx) => {
        const drafts = await work(trx, await existingConversation(trx, id));
        return publish(trx, await existingConversation(trx, id), drafts);
      });
      tellPublished(published);
      return published.messages;
    },
  };
}

/** Throws {@link AppError} NOT_FOUND. */
export async function existingConversation(db: Queries, id: string): Promise<ConversationRow> {
  const row = await findConversation(db, id);
  if (!row) throw new AppError('NOT_FOUND', 'The conversation does not exist');
  return row;
}
