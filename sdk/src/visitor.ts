import type { ChatStorage } from './storage/chat-storage.ts';

/** What this browser knows of its visitor: the token that the server gave, and what was being typed. */
export interface Visitor {
  token(): Promise<string | undefined>;
  keep(token: string): void;
  forget(): void;
  readDraft(): Promise<string>;
  saveDraft(text: string): void;
}

export function createVisitor(storage: ChatStorage, scope: string): Visitor {
  const tokenKey = `${scope}/token`;
  const draftKey = `${scope}/draft`;
  let token: string | undefined;
  return {
    // Asked of the storage again while there is none: another tab may have been given one.
    token: async () => (token ??= (await storage.get(tokenKey)) as string | undefined),
    keep(given) {
      token = given;
      void storage.set(tokenKey, given);
    },
    forget() {
      token = undefined;
      void storage.remove(tokenKey);
    },
    readDraft: async () => String((await storage.get(draftKey)) ?? ''),
    saveDraft: (text) => void (text ? storage.set(draftKey, text) : storage.remove(draftKey)),
  };
}
