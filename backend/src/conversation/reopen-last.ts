import { AppError } from '../errors.ts';
import type { Transaction } from '../store/database.ts';
import { updateConversation } from './conversation-store.ts';
import { queueTurn } from './turn-store.ts';

/**
 * What the visitor said last waits for an answer again, where the answer failed or was cut. Throws {@link AppError} CONFLICT where it is whole:
 * answered again, it would be taken for something new.
 */
export async function reopenLast(trx: Transaction, conversationId: string): Promise<void> {
  const messages = () => trx('messages').where({ conversation_id: conversationId });
  const last = await messages().where({ role: 'visitor' }).orderBy('seq', 'desc').first('seq');
  const turn = await trx('turns')
    .where({ conversation_id: conversationId })
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .first('state', 'created_at');
  const cut =
    turn && (await messages().where({ status: 'partial' }).where('created_at', '>=', turn.created_at).first('seq'));
  if (!last || !(cut || turn?.state === 'failed')) {
    throw new AppError('CONFLICT', 'There is no answer that failed', { hint: 'Ask again in a new message.' });
  }
  await updateConversation(trx, conversationId, { answered_seq: last.seq - 1 });
  await queueTurn(trx, conversationId, new Date().toISOString());
}
