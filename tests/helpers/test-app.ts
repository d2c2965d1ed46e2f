import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { afterwards } from './afterwards.ts';
import { startApp, type App } from '../../backend/src/app.ts';
import { readConfig } from '../../backend/src/config.ts';
import { silentLog, type Log } from '../../backend/src/telemetry/log.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What every test sets: nothing is fetched, and nobody is slowed down who does not test that. */
export const TEST_ENV = {
  HOST: '127.0.0.1',
  PORT: '0',
  EMBEDDING_MODEL: 'lexical',
  LIMIT_MESSAGES_PER_MINUTE: '100000',
  LIMIT_ADDRESS_MESSAGES_PER_MINUTE: '100000',
  LIMIT_CONNECTIONS_PER_ADDRESS: '100000',
  LIMIT_VISITORS_PER_HOUR: '100000',
  LIMIT_UPLOADS_PER_MINUTE: '100000',
  LIMIT_ADDRESS_UPLOADS_PER_MINUTE: '100000',
};

export interface TestApp {
  app: App;
  url: string;
  dataDir: string;
}

export interface TestAppOptions {
  /** Environment variables on top of {@link TEST_ENV}. */
  env?: Record<string, string>;
  log?: Log;
}

/** The whole server in this process, on a free port, with a data folder that is thrown away after the test. */
export async function startTestApp(t: TestContext, { env, log = silentLog }: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = await temporaryDir(t);
  const config = readConfig({ ...TEST_ENV, DATA_DIR: dataDir, ...env });
  const app = await startApp({ config, log, root: ROOT });
  afterwards(t, () => app.stop());
  return { app, url: app.url, dataDir };
}

/** An empty folder that goes away with the test. */
export async function temporaryDir(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-test-'));
  afterwards(t, () => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}

/** Copies of `prompts/` and `locales/` that a test may change, as environment variables. */
export async function ownContent(t: TestContext): Promise<{ PROMPTS_DIR: string; LOCALES_DIR: string }> {
  const dir = await temporaryDir(t);
  for (const name of ['prompts', 'locales']) await cp(join(ROOT, name), join(dir, name), { recursive: true });
  return { PROMPTS_DIR: join(dir, 'prompts'), LOCALES_DIR: join(dir, 'locales') };
}
