import type { Feedback as Rating } from '@agent-chat/sdk/protocol';
import type { Transaction } from '../store/database.ts';

export interface Feedback {
  conversationId: string;
  messageId: string;
  rating: Rating | 'none';
  comment?: string;
}

/** The last word counts; `none` takes it back. */
export async function giveFeedback(trx: Transaction, feedback: Feedback): Promise<void> {
  if (feedback.rating === 'none') return void (await trx('feedback').where({ message_id: feedback.messageId }).del());
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
