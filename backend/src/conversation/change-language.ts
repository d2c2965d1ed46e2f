import type { Message } from '@agent-chat/sdk/protocol';
import type { Transaction } from '../store/database.ts';
import { addressesOf } from './address-store.ts';
import { setContactLocale } from './contact-store.ts';
import { existingConversation } from './conversation-log.ts';
import { updateConversation, type ConversationRow } from './conversation-store.ts';
import type { LanguageReason } from './language-reason.ts';
import { readHistory, replaceText } from './message-store.ts';
import { publish, type Draft, type Published } from './publish.ts';
import type { Greeting } from './sessions.ts';
import { isAnswering } from './turn-store.ts';

export interface LanguageChangeOptions {
  greeting: Greeting;
  waitingQuestion(trx: Transaction, conversation: ConversationRow): Promise<Draft[]>;
}

/** What was said anew, as another message or in place of one. */
export interface LanguageChange {
  published?: Published;
  updated?: Message;
}

/**
 * The conversation goes on in another language. A greeting that nobody has answered yet is said again in it, and so is the question that a scenario waits with; while
 * an answer is being made that is left to the end of its turn.
 */
export async function changeLanguage(
  trx: Transaction,
  options: LanguageChangeOptions,
  { id, locale, reason }: { id: string; locale: string; reason: LanguageReason },
): Promise<LanguageChange> {
  const before = await existingConversation(trx, id);
  const row = await updateConversation(trx, id, { locale, language_reason: reason });
  await setContactLocale(trx, row.contact_id, locale);
  if (before.locale === locale) return {};
  if (row.last_seq === 1) return greetAgain(trx, options.greeting(row.site_id, locale), row);
  const isSilent = row.status === 'closed' || (await isAnswering(trx, id));
  return isSilent ? {} : { published: await publish(trx, row, await options.waitingQuestion(trx, row)) };
}

/** In its place; where it was sent out already, once more. */
async function greetAgain(trx: Transaction, draft: Draft, row: ConversationRow): Promise<LanguageChange> {
  if ((await addressesOf(trx, [row.id])).length > 0) return { published: await publish(trx, row, [draft]) };
  const [first] = await readHistory(trx, row.id, { limit: 1 });
  const words = { text: draft.text, blocks: draft.blocks ?? [] };
  return { updated: await replaceText(trx, first!.id, words, new Date().toISOString()) };
}

/** The visitor goes on in the language that he was offered. Another one may be offered later. */
export async function takeOfferedLanguage(
  trx: Transaction,
  { conversationId, contactId, locale }: { conversationId: string; contactId: string; locale: string },
): Promise<void> {
  await updateConversation(trx, conversationId, { locale, language_reason: 'choice', language_offered: false });
  await setContactLocale(trx, contactId, locale);
}

/** He was offered one, and is not asked again. */
export async function markLanguageOffered(trx: Transaction, conversationId: string): Promise<void> {
  await updateConversation(trx, conversationId, { language_offered: true });
}
