import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { builtServer } from '../../scripts/built-server.ts';
import { afterwards } from './afterwards.ts';
import { ROOT, TEST_ENV, temporaryDir } from './test-app.ts';

const READY = 'agent-chat is ready';
const READY_LIMIT_MS = 30_000;

/** A real process of the server, as `npm start` runs it, that can be killed and comes back on the same port with the same data. */
export interface SpawnedServer {
  readonly url: string;
  readonly dataDir: string;
  /** Path of the one-time set-up link, as printed at the first start. */
  readonly setupPath: string | undefined;
  /** Everything that all its lives have written. */
  output(): string;
  start(): Promise<void>;
  /** SIGKILL: it has no time for anything. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with its exit code and how long it took in milliseconds. */
  terminate(): Promise<{ code: number | null; ms: number }>;
}

/** Resolves when it is ready; it is killed after the test. */
export async function spawnServer(t: TestContext, env: Record<string, string> = {}): Promise<SpawnedServer> {
  const port = await freePort();
  const dataDir = await temporaryDir(t);
  let child: ChildProcess | undefined;
  let output = '';

  async function start(): Promise<void> {
    child = spawnMain({ ...TEST_ENV, LOG_LEVEL: 'warn', PORT: String(port), DATA_DIR: dataDir, ...env });
    const own = child;
    let said = '';
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
    for (const stream of [own.stdout!, own.stderr!]) {
      stream.setEncoding('utf8').on('data', (piece: string) => {
        output += piece;
        said += piece;
        if (said.includes(READY)) resolve();
      });
    }
    own.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready:\n${said}`)));
    const timer = setTimeout(() => reject(new Error(`The server was not ready in time:\n${said}`)), READY_LIMIT_MS);
    await ready.finally(() => clearTimeout(timer));
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const own = child;
    if (!own || own.exitCode !== null || own.signalCode !== null) return own?.exitCode ?? null;
    const exited = once(own, 'exit') as Promise<[number | null]>;
    own.kill(signal);
    return (await exited)[0];
  }

  afterwards(t, () => end('SIGKILL'));
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    get setupPath() {
      return output.match(/Console\s+\S+?(\/admin[^\s]*setup[^\s]*)/)?.[1];
    },
    output: () => output,
    start,
    kill: async () => void (await end('SIGKILL')),
    async terminate() {
      const begun = performance.now();
      const code = await end('SIGTERM');
      return { code, ms: performance.now() - begun };
    },
  };
}

/** Runs the server, built or another `program`, with this environment and nothing of ours, `PATH` apart. */
export function spawnMain(env: Record<string, string>, program = builtServer()): ChildProcess {
  return spawn(process.execPath, [program], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_OPTIONS: process.env.NODE_OPTIONS, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
