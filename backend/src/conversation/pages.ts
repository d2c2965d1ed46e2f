import type { PageView } from '@agent-chat/sdk/protocol';

/** Conversations whose page is kept at once. */
const MOST = 10_000;

/** Where the visitor of a conversation is right now. Kept in memory alone: who comes back says it again. */
export interface Pages {
  set(conversationId: string, page: PageView): void;
  get(conversationId: string): PageView | undefined;
}

export function createPages(): Pages {
  const pages = new Map<string, PageView>();
  return {
    set(conversationId, page) {
      pages.delete(conversationId);
      pages.set(conversationId, page);
      if (pages.size > MOST) pages.delete(pages.keys().next().value!);
    },
    get: (conversationId) => pages.get(conversationId),
  };
}
