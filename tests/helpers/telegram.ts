import type { TestContext } from 'node:test';
import { createTelegramEmulator, type TelegramEmulator } from '../../demo/telegram/emulator.ts';
import { afterwards } from './afterwards.ts';

/** An emulated Telegram, and the settings that lead the backend to it. */
export async function startTelegram(
  t: TestContext,
): Promise<{ emulator: TelegramEmulator; env: Record<string, string> }> {
  const emulator = await createTelegramEmulator();
  afterwards(t, () => emulator.stop());
  const { url, token } = emulator;
  return { emulator, env: { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: url, TELEGRAM_LINK_ROOT: `${url}/t` } };
}
