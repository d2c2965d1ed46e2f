import type { Conversation, ConversationSummary, Message, Rating } from '@agent-chat/sdk/protocol';
import { AppError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { moveAddresses } from './address-store.ts';
import { findContactById, type ContactRow } from './contact-store.ts';
import { existingConversation, type ConversationLog } from './conversation-log.ts';
import { updateConversation, type ConversationRow } from './conversation-store.ts';
import { readHistory } from './message-store.ts';
import { listPast, type PastQuery } from './past-store.ts';
import { publish } from './publish.ts';
import { rate } from './rating-store.ts';
import { beginConversation, FIRST_PAGE, type Greeting } from './sessions.ts';
import { dropWaitingTurn } from './turn-store.ts';

export interface ConversationLifeOptions {
  database: Database;
  greeting: Greeting;
  notices: {
    /** Said by the system in a conversation that is closed. */
    closed(locale: string): string;
  };
  /** Called after a commit: what the agent is saying is thrown away. */
  tookOver(conversationId: string): void;
}

/** How conversations begin, end and are taken up again. */
export function createConversationLife(options: ConversationLifeOptions, log: ConversationLog) {
  const { database, greeting } = options;

  return {
    /** Ends the conversation and begins another; linked channels go with the visitor. */
    async startNew(id: string): Promise<{ conversation: Conversation; messages: Message[] }> {
      const begun = await database.write(async (trx) => {
        const row = await existingConversation(trx, id);
        const contact = (await findContactById(trx, row.contact_id)) as ContactRow;
        await updateConversation(trx, id, { status: 'closed', wants_operator: false });
        await dropWaitingTurn(trx, id);
        const next = await beginConversation(trx, contact, asBefore(row), greeting);
        await moveAddresses(trx, id, next.conversation.id);
        return next;
      });
      await log.tellChanged(id);
      return { conversation: await log.view(begun.conversation), messages: begun.messages };
    },

    /** Nothing happens where it is closed already. It is the agent's again, so that whoever writes later is answered. */
    async close(id: string): Promise<Conversation> {
      const published = await database.write(async (trx) => {
        const row = await existingConversation(trx, id);
        if (row.status === 'closed') return undefined;
        await dropWaitingTurn(trx, id);
        const closed = await updateConversation(trx, id, {
          ...{ status: 'closed', handler: 'agent', wants_operator: false },
          ...{ answered_seq: row.last_seq, closed_seq: row.last_seq + 1 },
        });
        const blocks = [{ type: 'notice', code: 'conversation-closed' } as const];
        const text = options.notices.closed(row.locale);
        return publish(trx, closed, [{ role: 'system', author: { name: '' }, channel: 'system', text, blocks }]);
      });
      if (published) {
        options.tookOver(id);
        log.tellPublished(published);
      }
      return log.tellChanged(id);
    },

    /** Throws {@link AppError} CONFLICT while it is open. */
    async rate(id: string, rating: Rating): Promise<Conversation> {
      await database.write(async (trx) => {
        const row = await existingConversation(trx, id);
        if (row.status === 'open') {
          throw new AppError('CONFLICT', 'The conversation is open', { hint: 'It is rated when it has been closed.' });
        }
        await rate(trx, row, rating);
      });
      return log.tellChanged(id);
    },

    past: (query: PastQuery): Promise<{ conversations: ConversationSummary[]; hasMore: boolean }> =>
      listPast(database.read, query),

    /**
     * The visitor goes over from one of his conversations to an earlier one, in the language that he speaks now. Throws {@link AppError}
     * NOT_FOUND where it is not his.
     */
    async resume(
      from: string,
      id: string,
    ): Promise<{ conversation: Conversation; messages: Message[]; hasEarlier: boolean }> {
      await database.write(async (trx) => {
        const [left, row] = [await existingConversation(trx, from), await existingConversation(trx, id)];
        if (row.contact_id !== left.contact_id || row.site_id !== left.site_id) {
          throw new AppError('NOT_FOUND', 'The conversation does not exist');
        }
        await updateConversation(trx, id, {
          ...{ current_since: new Date().toISOString() },
          ...{ locale: left.locale, language_reason: left.language_reason },
        });
        await moveAddresses(trx, from, id);
      });
      if (from !== id) await log.tellChanged(from);
      const conversation = await log.tellChanged(id);
      const messages = await readHistory(database.read, id, { limit: FIRST_PAGE });
      return { conversation, messages, hasEarlier: (messages[0]?.seq ?? 1) > 1 };
    },
  };
}

function asBefore({ last_channel: channel, language_reason: languageReason }: ConversationRow) {
  return { channel, languageReason };
}
