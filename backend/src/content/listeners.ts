import type { Log } from '../telemetry/log.ts';

export interface Listeners<T> {
  add(listener: (value: T) => void): () => void;
  tell(value: T): void;
}

/** A listener that throws is logged and disturbs neither the others nor what was accepted. */
export function createListeners<T>(log: Log): Listeners<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(value) {
      for (const listener of listeners) {
        try {
          listener(value);
        } catch (error) {
          log.error({ err: error }, 'a listener to content changes failed');
        }
      }
    },
  };
}
