import { report } from './store.ts';

export interface Emitter<Events> {
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void;
  emit<E extends keyof Events>(event: E, payload: Events[E]): void;
}

export function createEmitter<Events>(): Emitter<Events> {
  const listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  const of = (event: keyof Events) => {
    const found = listeners.get(event) ?? new Set();
    listeners.set(event, found);
    return found;
  };
  return {
    on(event, listener) {
      of(event).add(listener);
      return () => void of(event).delete(listener);
    },
    emit(event, payload) {
      for (const listener of of(event)) report(() => listener(payload as never));
    },
  };
}
