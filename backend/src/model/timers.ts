import type { ModelConfig } from '../config.ts';

/** The clock of one answer: first token, silence between tokens, and the whole. Connecting has its own limit in the HTTP agent. */
export function createTimers({ firstToken, idle, total }: ModelConfig['timeouts'], outer: AbortSignal) {
  const abort = new AbortController();
  let expired: string | undefined;
  let fail = (_error: Error): void => undefined;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  failed.catch(() => undefined);

  const expire = (name: string, ms: number) => () => end(`${name} ${ms / 1000} s`);
  const whole = setTimeout(expire('total', total), total);
  let silence = setTimeout(expire('first token', firstToken), firstToken);
  const stopped = (): void => end();
  outer.addEventListener('abort', stopped, { once: true });
  if (outer.aborted) end();

  function end(limit?: string): void {
    expired ??= limit;
    abort.abort();
    fail(new Error(limit ?? 'stopped'));
  }

  return {
    /** Fires when a limit is reached or the outer signal does: closes the connection. */
    signal: abort.signal,
    /** The limit that was reached. */
    expired: () => expired,
    /** Rejects at once when time is up, even when `work` never settles. */
    race: <T>(work: Promise<T>): Promise<T> => {
      work.catch(() => undefined);
      return Promise.race([work, failed]);
    },
    progressed() {
      clearTimeout(silence);
      silence = setTimeout(expire('idle', idle), idle);
    },
    stop() {
      clearTimeout(whole);
      clearTimeout(silence);
      outer.removeEventListener('abort', stopped);
      abort.abort();
    },
  };
}
