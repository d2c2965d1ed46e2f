import type { Rating } from '@agent-chat/sdk/protocol';
import type { Queries, Transaction } from '../store/database.ts';
import type { ConversationRow } from './conversation-store.ts';

type Closing = Pick<ConversationRow, 'id' | 'closed_seq'>;

/** What was given for the last closing. */
export async function ratingOf(db: Queries, { id, closed_seq }: Closing): Promise<Rating | undefined> {
  const row: { rating: number; comment: string | null } | undefined = await db('ratings')
    .where({ conversation_id: id, closed_seq })
    .first('rating', 'comment');
  return row && toRating(row);
}

export function toRating({ rating, comment }: { rating: number; comment: string | null }): Rating {
  return { rating, ...(comment && { comment }) };
}

/** The last word counts. */
export async function rate(trx: Transaction, { id, closed_seq }: Closing, { rating, comment }: Rating): Promise<void> {
  await trx('ratings')
    .insert({
      conversation_id: id,
      closed_seq,
      rating,
      comment: comment?.trim() || null,
      created_at: new Date().toISOString(),
    })
    .onConflict(['conversation_id', 'closed_seq'])
    .merge(['rating', 'comment', 'created_at']);
}
