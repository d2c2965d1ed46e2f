import { createId } from '../id.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Attachments } from './attachments.ts';
import { findConversation } from './conversation-store.ts';
import { setBlocks } from './message-store.ts';
import { storeOne } from './receive-store.ts';
import { asMessage, keyOf, knownMessages, repeat, type ReceivedGroup, type VisitorMessage } from './receive.ts';

/** A message with files, of which there are few, in a transaction of its own: with its files, or not at all. Throws {@link AppError}. */
export function receiveWithFiles(
  database: Database,
  job: VisitorMessage,
  attachments: Attachments,
): Promise<ReceivedGroup> {
  return database.write((trx) => store(trx, job, attachments));
}

async function store(trx: Transaction, job: VisitorMessage, attachments: Attachments): Promise<ReceivedGroup> {
  const incoming = { ...job, id: createId(), createdAt: new Date().toISOString() };
  const { stored, ...outcome } = await storeOne(trx, incoming);
  const [place] = stored;
  if (!place) {
    const known = await knownMessages(trx, [job]);
    return { ...outcome, results: [repeat(known.get(keyOf(job)), job)] };
  }
  const { files = [], conversationId } = job;
  const conversation = await findConversation(trx, conversationId);
  const desk = await attachments.open(trx, files);
  const blocks = desk.take(files, { messageId: incoming.id, contactId: conversation!.contact_id, by: 'visitor' });
  await setBlocks(trx, incoming.id, blocks);
  await desk.settle();
  const { seq, reopened } = place;
  return { ...outcome, results: [{ message: asMessage(incoming, seq, blocks), duplicate: false, reopened }] };
}
