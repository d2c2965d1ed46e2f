import { Worker } from 'node:worker_threads';
import type { Log } from '../telemetry/log.ts';
import type { LanguageQuestion, LanguageScores } from './language-worker.ts';

export type Scored = Omit<LanguageScores, 'id'>;

export interface LanguageScorer {
  /** Undefined when it cannot be told. */
  score(text: string): Promise<Scored | undefined>;
  /** Whether its thread is there. */
  readonly isLoaded: boolean;
  stop(): Promise<void>;
}

/** Without a question for so long its thread is ended. */
const IDLE_MS = 60_000;

/** Compares texts with sixty languages, in a thread that is there only while somebody asks. */
export function createLanguageScorer({ log, idleMs = IDLE_MS }: { log: Log; idleMs?: number }): LanguageScorer {
  const waiting = new Map<number, (scored: Scored | undefined) => void>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let asked = 0;

  function begin(): Worker {
    const begun = new Worker(new URL('./language-worker.ts', import.meta.url));
    begun.unref();
    begun.on('message', ({ id, ...scored }: LanguageScores) => settle(id, scored));
    begun.on('error', (error) => log.warn({ reason: error.message }, 'The language of a text could not be told'));
    begun.once('exit', () => worker === begun && lose());
    return begun;
  }

  function settle(id: number, scored: Scored | undefined): void {
    waiting.get(id)?.(scored);
    waiting.delete(id);
    clearTimeout(idle);
    if (waiting.size === 0) idle = setTimeout(() => void stop(), idleMs).unref();
  }

  function lose(): void {
    worker = undefined;
    for (const id of [...waiting.keys()]) settle(id, undefined);
    clearTimeout(idle);
  }

  async function stop(): Promise<void> {
    const ended = worker;
    lose();
    await ended?.terminate();
  }

  return {
    score(text) {
      worker ??= begin();
      const id = ++asked;
      const { promise, resolve } = Promise.withResolvers<Scored | undefined>();
      waiting.set(id, resolve);
      worker.postMessage({ id, text } satisfies LanguageQuestion);
      return promise;
    },
    get isLoaded() {
      return worker !== undefined;
    },
    stop,
  };
}
