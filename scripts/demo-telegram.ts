/**
 * `npm run demo:telegram`: the demo with an emulated Telegram on loopback, so that the bridge can be tried without a token.
 * `PHONE_PORT` (3001) is the phone page's port; a free one is taken when it is busy.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createTelegramEmulator, type TelegramEmulator } from '../demo/telegram/emulator.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DEFAULT_PHONE_PORT = 3001;

const built = spawnSync(process.execPath, ['scripts/build.ts', '--stale'], { cwd: ROOT, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const emulator = await openPhone();
announce(emulator);
const backend = startBackend(emulator);
process.on('SIGTERM', () => void backend.kill('SIGTERM'));
// Ctrl-C in a terminal reaches the whole process group: a second SIGINT would look like impatience.
process.on('SIGINT', () => void (process.stdin.isTTY || backend.kill('SIGINT')));
backend.once('exit', (code, signal) => {
  void emulator.stop().then(() => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
});

async function openPhone(): Promise<TelegramEmulator> {
  const port = Number(process.env.PHONE_PORT ?? DEFAULT_PHONE_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`PHONE_PORT is ${process.env.PHONE_PORT}: a port number from 0 to 65535 is expected`);
    process.exit(1);
  }
  try {
    return await createTelegramEmulator({ port });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    console.warn(`Port ${port} is busy: the phone takes a free one.`);
    return createTelegramEmulator();
  }
}

function startBackend({ url, token }: TelegramEmulator): ChildProcess {
  const telegram = {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: url,
    TELEGRAM_LINK_ROOT: `${url}/t`,
    TELEGRAM_MODE: 'polling',
  };
  const env = { ...process.env, ...telegram };
  return spawn(process.execPath, ['backend/src/main.ts'], { cwd: ROOT, env, stdio: 'inherit' });
}

function announce({ url }: TelegramEmulator): void {
  const host = process.env.HOST ?? 'localhost';
  const port = process.env.PORT ?? '3000';
  console.log(`
  Phone    ${url}   (Telegram, emulated on this computer)
  Website  http://${host}:${port}

  Open the chat on the website, choose "Continue in Telegram", and follow its link to the phone.
`);
}
