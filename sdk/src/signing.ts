import type { Chat } from './chat-types.ts';
import type { Connection } from './connection.ts';
import type { Outbox } from './outbox.ts';
import type { SessionOpened } from './protocol.ts';
import type { Session } from './session.ts';
import { createSiblings } from './siblings.ts';
import type { Visitor } from './visitor.ts';

export interface SigningOptions {
  visitor: Visitor;
  outbox: Outbox;
  session: Session;
  connection: Connection;
  opened(session: SessionOpened): void;
  /** Of the tabs that share this one's storage, if any do. */
  siblings?: string;
}

interface Signing extends Pick<Chat, 'identify' | 'reset'> {
  /** The server knows the user: anonymous tabs of this browser follow. */
  tell(): void;
  close(): void;
}

/** Signing in and out while the chat goes on. */
export function createSigning({ visitor, outbox, session, connection, opened, siblings }: SigningOptions): Signing {
  const tabs = siblings === undefined ? undefined : createSiblings(siblings, ({ identity }) => follow(identity));

  function follow(identity: string | undefined): void {
    if (!identity) void forget();
    else if (!visitor.person) identify(identity).catch(() => {});
  }

  function become(identity: string | undefined): void {
    const before = visitor.person;
    visitor.become(identity);
    if (before && before !== visitor.person) session.forget();
    void outbox.handOver();
  }

  async function identify(identity: string): Promise<void> {
    if (!connection.open) {
      become(identity);
      return connection.renew();
    }
    await session.switch(async () => {
      const answer = await connection.ask('identity:set', { identity });
      become(identity);
      opened(answer);
    });
  }

  async function forget(): Promise<void> {
    const cleared = outbox.clear();
    visitor.saveDraft('');
    visitor.become(undefined);
    visitor.saveDraft('');
    visitor.forget();
    session.forget();
    void connection.renew().catch(() => {});
    await cleared;
  }

  return {
    identify,
    async reset() {
      tabs?.tell({});
      await forget();
    },
    tell: () => tabs?.tell({ identity: visitor.identity }),
    close: () => tabs?.close(),
  };
}
