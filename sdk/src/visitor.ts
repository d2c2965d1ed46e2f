import type { Handshake } from './protocol.ts';
import type { ChatStorage } from './storage/chat-storage.ts';

/** Whose page this is: an anonymous visitor's, known by a token that this browser keeps, or a user's, known by what the site has signed. */
export interface Visitor {
  /** The user's `sub`; empty for an anonymous visitor. What one person leaves in this browser is not shown to another. */
  readonly person: string;
  readonly identity?: string;
  /** By which the server knows this page. */
  token(): Promise<string | undefined>;
  credentials(): Promise<Pick<Handshake, 'token' | 'identity'>>;
  keep(token: string, isUser: boolean): void;
  /** The server does not know the token. */
  forget(): void;
  /** Nobody is known any more with `undefined`. */
  become(identity: string | undefined): void;
  readDraft(): Promise<string>;
  saveDraft(text: string): void;
}

export function createVisitor(storage: ChatStorage, scope: string, identity?: string): Visitor {
  const tokenKey = `${scope}/token`;
  let person = subjectOf(identity);
  let token: string | undefined;
  /** Of a user: kept by this page alone, so that whoever uses the browser next cannot come in by it. */
  let userToken: string | undefined;
  const draftKey = () => `${scope}/draft${person && `/${person}`}`;

  // Asked of the storage again while there is none: another tab may have been given one.
  const stored = async () => userToken ?? (token ??= (await storage.get(tokenKey)) as string | undefined);

  function forgetToken(): void {
    token = undefined;
    void storage.remove(tokenKey);
  }

  return {
    get person() {
      return person;
    },
    get identity() {
      return identity;
    },
    token: stored,
    credentials: async () => ({ token: await stored(), identity: userToken ? undefined : identity }),
    keep(given, isUser) {
      if (isUser) {
        userToken = given;
        return forgetToken();
      }
      token = given;
      void storage.set(tokenKey, given);
    },
    forget() {
      if (!userToken) return forgetToken();
      userToken = undefined;
    },
    become(given) {
      identity = given;
      userToken = undefined;
      person = subjectOf(given);
    },
    readDraft: async () => String((await storage.get(draftKey())) ?? ''),
    saveDraft: (text) => void (text ? storage.set(draftKey(), text) : storage.remove(draftKey())),
  };
}

/** Read, not verified: it only keeps apart what the people of one browser store. */
function subjectOf(identity: string | undefined): string {
  try {
    return `${JSON.parse(atob(identity!.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'))).sub}`;
  } catch {
    return '';
  }
}
