import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTelegramEmulator, type TelegramEmulator } from '../../demo/telegram/emulator.ts';

/** The product as `npm start` runs it, with an empty database and a Telegram of its own. */
export interface House {
  url: string;
  /** One-time link to the first account. */
  setupUrl: string;
  telegram: TelegramEmulator;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY = /Site\s+(\S+)\/\n\s+Console\s+(\S+)/;

export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  const telegram = await createTelegramEmulator();
  const dataDir = mkdtempSync(join(tmpdir(), 'agent-chat-screenshots-'));
  const child = spawn(process.execPath, ['backend/src/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...settings(telegram), DATA_DIR: dataDir, ...env },
  });
  // Whatever ends the script ends the server too.
  process.once('exit', () => child.kill());
  const [url, setupUrl] = await whenReady(child);
  return {
    url,
    setupUrl,
    telegram,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await telegram.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function settings({ url, token }: TelegramEmulator): Record<string, string> {
  return {
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'error',
    EMBEDDING_MODEL: 'lexical',
    OPENAI_API_KEY: '',
    ADMIN_EMAIL: '',
    ADMIN_PASSWORD: '',
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: url,
    TELEGRAM_LINK_ROOT: `${url}/t`,
    LIMIT_MESSAGES_PER_MINUTE: '100000',
    LIMIT_ADDRESS_MESSAGES_PER_MINUTE: '100000',
  };
}

function whenReady(child: ChildProcess): Promise<[url: string, setupUrl: string]> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened`)));
    child.stdout!.on('data', (piece) => {
      text += piece;
      const [, url, setupUrl] = READY.exec(text) ?? [];
      if (url && setupUrl) resolve([url, setupUrl]);
    });
  });
}
