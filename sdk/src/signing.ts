import type { Chat } from './chat-types.ts';
import type { ChatParts } from './later-commands.ts';

export interface Signing extends Pick<Chat, 'identify' | 'reset'> {
  /** What another tab of this browser has told: who has signed in there, or nothing when he has signed out. */
  follow(identity?: string): Promise<void>;
}

/** Signing in and out while the chat goes on. */
export function createSigning({ visitor, outbox, session, connection, handle }: ChatParts): Signing {
  function become(identity: string): void {
    const before = visitor.person;
    visitor.become(identity);
    if (!before || before === visitor.person) return;
    session.forget();
    for (const { clientId, person } of outbox.entries) if (person === before) outbox.discard(clientId);
  }

  async function identify(identity: string): Promise<void> {
    if (!connection.open) {
      become(identity);
      return connection.renew();
    }
    await session.switch(async () => {
      const answer = await connection.ask('identity:set', { identity });
      become(identity);
      handle('session:opened', answer);
    });
    await outbox.restore();
  }

  async function reset(): Promise<void> {
    session.forget();
    // Twice: what tabs that are gone have left is first taken over.
    discardAll();
    await outbox.restore();
    discardAll();
    visitor.saveDraft('');
    visitor.become(undefined);
    visitor.saveDraft('');
    visitor.forget();
    session.forget();
    connection.renew().catch(() => {});
  }

  function discardAll(): void {
    for (const { clientId } of outbox.entries) outbox.discard(clientId);
  }

  return {
    identify,
    reset,
    async follow(identity) {
      if (!identity) await reset();
      else if (!visitor.person) await identify(identity).catch(() => {});
    },
  };
}
