import pino, { type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> & { child(bindings: Record<string, unknown>): Log };

export interface LogOptions {
  level: string;
}

/** Structured log on standard error: JSON lines. Texts of visitors and tokens are never passed to it. */
export function createLog({ level }: LogOptions): Log {
  return pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: false }),
  );
}

/** Says nothing: for tests and tools. */
export const silentLog: Log = pino({ level: 'silent' });
