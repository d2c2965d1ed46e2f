export interface Store<T> {
  readonly state: T;
  set(patch: Partial<T>): void;
  /** Listeners hear once, at the end, of everything that `work` sets. */
  batch(work: () => void): void;
  subscribe(listener: (state: T) => void): () => void;
}

export function createStore<T>(state: T): Store<T> {
  const listeners = new Set<(state: T) => void>();
  let depth = 0;
  let heard = state;
  const notify = () => {
    if (depth || heard === state) return;
    heard = state;
    for (const listener of listeners) report(() => listener(state));
  };
  return {
    get state() {
      return state;
    },
    set(patch) {
      state = { ...state, ...patch };
      notify();
    },
    batch(work) {
      depth++;
      try {
        work();
      } finally {
        depth--;
        notify();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      report(() => listener(state));
      return () => void listeners.delete(listener);
    },
  };
}

/** A listener's mistake is its own: it surfaces as an uncaught error and the chat goes on. */
export function report(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
