import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WorkerConnection, type WorkerConnectionOptions } from './worker-connection.ts';

const FILE = 'agent-chat.sqlite';

/** How the one file below `dir` is opened. */
export function fileSettings(dir: string, { readonly }: { readonly: boolean }): WorkerConnectionOptions {
  return { filename: join(dir, FILE), readonly, synchronous: 'FULL' };
}

/** The connection that writes, made on its own so that its thread can boot before Knex is there. */
export function openWriter(dir: string): Promise<WorkerConnection> {
  mkdirSync(dir, { recursive: true });
  const writer = WorkerConnection.open(fileSettings(dir, { readonly: false }));
  // Whoever waits for it hears of a fault; until then it must not end the process.
  writer.catch(() => {});
  return writer;
}
