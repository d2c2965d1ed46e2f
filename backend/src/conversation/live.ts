import type { PageEvent, Tell, Tells } from '@agent-chat/sdk/protocol';

/** What operators are told, and visitors are not. */
interface ConsoleTells {
  'page:told': { event: PageEvent };
}

/** Something that whoever looks at a conversation right now is told. What must not be lost is in the log; this is only its speed. */
export type LiveEvent = {
  [E in Tell | keyof ConsoleTells]: {
    conversationId: string;
    event: E;
    payload: (Tells & ConsoleTells)[E];
    /** Id of the socket it came from, which knows it already. */
    except?: string;
  };
}[Tell | keyof ConsoleTells];
export type LiveListener = (event: LiveEvent) => void;

export interface Live {
  emit(event: LiveEvent): void;
  subscribe(listener: LiveListener): () => void;
}

/** Listeners must not throw: they are channels that catch their own faults. */
export function createLive(): Live {
  const listeners = new Set<LiveListener>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
