import { createAsks } from './chat-asks.ts';
import type { Chat, ChatState } from './chat-types.ts';
import type { Connection } from './connection.ts';
import type { LaterCommand } from './later.ts';
import type { Outbox } from './outbox.ts';
import type { Tell, Tells } from './protocol.ts';
import type { Session } from './session.ts';
import { createSigning, type Signing } from './signing.ts';
import type { Store } from './store.ts';
import { createTracker } from './tracker.ts';
import type { Visitor } from './visitor.ts';

/** The parts of a chat that its commands work on. */
export interface ChatParts {
  server: string;
  site?: string;
  store: Store<ChatState>;
  visitor: Visitor;
  outbox: Outbox;
  session: Session;
  connection: Connection;
  handle<E extends Tell>(event: E, payload: Tells[E]): void;
}

export type LaterCommands = Pick<Chat, LaterCommand> & Pick<Signing, 'follow'>;

/** What most visitors never ask for: in a file of its own, fetched when it is first needed. */
export function createLaterCommands(parts: ChatParts): LaterCommands {
  const { server, site, store, visitor, session, connection, handle } = parts;
  const ask: Connection['ask'] = (event, payload) => connection.ask(event, payload);
  return {
    ...createAsks(ask),
    ...createSigning(parts),
    ...createTracker({ ask, subscribe: store.subscribe }),
    resume: (id) => session.resume(id),
    closeConversation: async () => handle('conversation:changed', await ask('conversation:close', {})),
    rate: async (rating, comment) =>
      handle('conversation:changed', await ask('conversation:rate', { rating, comment })),
    async giveConsent() {
      await ask('consent:give', {});
      const consent = store.state.site?.consent;
      if (consent) handle('consent:changed', { consent: { ...consent, given: true } });
    },
    async upload(file, options) {
      const [sender] = await Promise.all([import('./upload.ts'), connection.whenOpen()]);
      const { token = '' } = await visitor.credentials();
      return sender.upload(file, { ...options, server, site, token });
    },
  };
}
