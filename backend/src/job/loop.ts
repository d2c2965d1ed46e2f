import type { Log } from '../telemetry/log.ts';

export interface LoopOptions {
  name: string;
  /** Does what is due. Answers when to look again, in milliseconds; undefined: at the next poll. */
  work(): Promise<number | undefined>;
  pollMs: number;
  log: Log;
}

export interface Loop {
  start(): void;
  /** Something is due: run now, or once more when running. */
  wake(): void;
  /** Resolves when the run under way has ended. */
  stop(): Promise<void>;
}

/** Runs `work` one at a time: when woken, when it asked to be, and at each poll. A fault is logged and tried again at the next poll. */
export function createLoop({ name, work, pollMs, log }: LoopOptions): Loop {
  let started = false;
  let again = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    let next: number | undefined;
    do {
      again = false;
      try {
        next = await work();
      } catch (error) {
        next = undefined;
        log.error(
          { loop: name, error: (error as Error).message },
          'A background loop failed; it goes on at the next poll',
        );
      }
    } while (again && started);
    running = undefined;
    if (started) schedule(Math.min(next ?? pollMs, pollMs));
  }

  function schedule(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(wake, Math.max(ms, 1));
    timer.unref();
  }

  function wake(): void {
    if (!started) return;
    if (running) again = true;
    else running = run();
  }

  return {
    start() {
      started = true;
      wake();
    },
    wake,
    async stop() {
      started = false;
      clearTimeout(timer);
      await running;
    },
  };
}
