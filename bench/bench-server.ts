import Sqlite from 'better-sqlite3';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { builtServer } from '../scripts/built-server.ts';

export interface BenchServer {
  url: string;
  /** Of the product's server; removed when it is stopped. */
  dataDir?: string;
  pid: number;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A peer of `bench/peers/` in a process of its own. */
export async function startPeer(name: string, env: Record<string, string> = {}): Promise<BenchServer> {
  const child = spawn(process.execPath, [join(ROOT, 'bench/peers', `${name}.ts`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const port = await firstMatch(child, /listening on (\d+)/);
  return { url: `http://127.0.0.1:${port}`, pid: child.pid as number, stop: () => end(child) };
}

/** The product itself, as `npm start` runs it, with a fresh database and limits that do not bite. */
export async function startProduct(env: Record<string, string> = {}): Promise<BenchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-data-'));
  const child = spawn(process.execPath, [builtServer()], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      EMBEDDING_MODEL: 'lexical',
      LIMIT_MESSAGES_PER_MINUTE: '1000000',
      LIMIT_ADDRESS_MESSAGES_PER_MINUTE: '1000000',
      LIMIT_CONNECTIONS_PER_ADDRESS: '1000000',
      LIMIT_VISITORS_PER_HOUR: '1000000',
      ...env,
    },
  });
  const port = await firstMatch(child, /http:\/\/127\.0\.0\.1:(\d+)\/\n/);
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    pid: child.pid as number,
    async stop() {
      await end(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the server does in its first seconds is not what is measured. */
const SETTLE_MS = 6_000;

/** The same when that is over. */
export async function startSettledProduct(env: Record<string, string> = {}): Promise<BenchServer> {
  const product = await startProduct(env);
  await delay(SETTLE_MS);
  return product;
}

/** From now on the product makes no answers in the conversations that there are. */
export function giveToOperators(dataDir: string): void {
  const database = new Sqlite(join(dataDir, 'agent-chat.sqlite'));
  database.pragma('busy_timeout = 5000');
  database.prepare(`update conversations set handler = 'operator'`).run();
  database.close();
}

function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened`)));
    child.stdout!.on('data', (piece) => {
      text += piece;
      const match = pattern.exec(text);
      if (match) resolve(match[1]!);
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
