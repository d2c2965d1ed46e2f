import type { Transaction } from '../store/database.ts';

export interface Feedback {
  conversationId: string;
  messageId: string;
  rating: 'up' | 'down';
  comment?: string;
}

/** The last word counts. */
export async function giveFeedback(trx: Transaction, feedback: Feedback): Promise<void> {
  await trx('feedback')
    .insert({
      message_id: feedback.messageId,
      conversation_id: feedback.conversationId,
      rating: feedback.rating,
      comment: feedback.comment ?? null,
      created_at: new Date().toISOString(),
    })
    .onConflict('message_id')
    .merge(['rating', 'comment', 'created_at']);
}
