import type { Database, Transaction } from '../store/database.ts';
import type { Attachments } from './attachments.ts';
import { findConversation } from './conversation-store.ts';
import { setBlocks } from './message-store.ts';
import { storeOne, type Incoming } from './receive-store.ts';
import { asMessage, keyOf, knownMessages, repeat, type ReceivedGroup } from './receive.ts';

/** A message with files, of which there are few, in a transaction of its own: with its files, or not at all. Throws {@link AppError}. */
export function receiveWithFiles(
  database: Database,
  message: Incoming,
  attachments: Attachments,
): Promise<ReceivedGroup> {
  return database.write((trx) => store(trx, message, attachments));
}

async function store(trx: Transaction, incoming: Incoming, attachments: Attachments): Promise<ReceivedGroup> {
  const { stored, ...outcome } = await storeOne(trx, incoming);
  const [place] = stored;
  if (!place) {
    const known = await knownMessages(trx, [incoming]);
    return { ...outcome, results: [repeat(known.get(keyOf(incoming)), incoming)] };
  }
  const { files = [], conversationId } = incoming;
  const conversation = await findConversation(trx, conversationId);
  const desk = await attachments.open(trx, files);
  const blocks = desk.take(files, { messageId: incoming.id, contactId: conversation!.contact_id, by: 'visitor' });
  await setBlocks(trx, incoming.id, blocks);
  await desk.settle();
  const { seq, reopened } = place;
  return { ...outcome, results: [{ message: asMessage(incoming, seq, blocks), duplicate: false, reopened }] };
}
