import type { ConversationRow } from '../conversation/conversation-store.ts';
import { certaintyOf } from './choose-language.ts';
import type { LanguageReader } from './read-language.ts';

export interface FirstWordsOptions {
  reader: LanguageReader;
  localesOf(siteId: string): readonly string[];
  conversations: { setLocale(id: string, locale: string, reason: 'text'): Promise<unknown> };
}

/** Whether the language of a conversation is only a guess, and nothing has been answered in it yet. */
export function isGuessed({ language_reason: reason, answered_seq }: ConversationRow): boolean {
  return certaintyOf(reason) === 'guessed' && answered_seq === 0;
}

/** Where the language was only guessed, the first words that are surely in another one correct the guess, before they are answered. */
export function createFirstWords({ reader, localesOf, conversations }: FirstWordsOptions) {
  return async (conversation: ConversationRow, text: string): Promise<void> => {
    if (!isGuessed(conversation)) return;
    const { id, locale, site_id: siteId } = conversation;
    const heard = await reader.read(text, locale, localesOf(siteId));
    if (heard) await conversations.setLocale(id, heard, 'text');
  };
}

export type FirstWords = ReturnType<typeof createFirstWords>;
