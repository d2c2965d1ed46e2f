export interface LimiterOptions {
  points: number;
  /** Length of the window, which begins with the first take of a key. */
  seconds: number;
  /** Most keys that are kept; beyond it the oldest windows are forgotten. */
  maxKeys?: number;
  /** Milliseconds; for tests. */
  now?: () => number;
}

export type Taken = { ok: true } | { ok: false; /** Seconds. */ retryAfter: number };

/** Counts in the memory of this process, without a promise: cheap enough for every message. */
export interface Limiter {
  /** `amount`: 1 if left out. What is refused is not counted. */
  take(key: string, amount?: number): Taken;
  clear(key: string): void;
}

interface Window {
  used: number;
  endsAt: number;
}

/** At most `points` takes of a key in a window of `seconds`. */
export function createLimiter({ points, seconds, maxKeys = 50_000, now = Date.now }: LimiterOptions): Limiter {
  const windows = new Map<string, Window>();

  /** All windows are equally long, so insertion order is the order in which they end. */
  function forget(at: number): void {
    for (const [key, window] of windows) {
      if (window.endsAt > at && windows.size < maxKeys) return;
      windows.delete(key);
    }
  }

  return {
    take(key, amount = 1) {
      const at = now();
      const window = windows.get(key);
      if (window && window.endsAt > at) {
        if (window.used + amount > points) return { ok: false, retryAfter: Math.ceil((window.endsAt - at) / 1000) };
        window.used += amount;
        return { ok: true };
      }
      if (amount > points) return { ok: false, retryAfter: seconds };
      windows.delete(key);
      forget(at);
      windows.set(key, { used: amount, endsAt: at + seconds * 1000 });
      return { ok: true };
    },
    clear: (key) => void windows.delete(key),
  };
}
