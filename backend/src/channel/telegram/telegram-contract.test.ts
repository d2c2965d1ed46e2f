import { createTelegramEmulator } from '../../../../demo/telegram/emulator.ts';
import { channelContract } from '../../../../tests/contract/channel.ts';
import { silentLog } from '../../telemetry/log.ts';
import { createTelegramChannel } from './telegram-channel.ts';
import { configOf, NINA, words } from './test-telegram.ts';

channelContract('telegram', async () => {
  const emulator = await createTelegramEmulator();
  const nina = emulator.user(NINA);
  let last = 0;
  return {
    channel: createTelegramChannel({ config: configOf(emulator), words, log: silentLog, retryMs: 10 }),
    address: `${nina.chatId}`,
    say: (text) => void (last = nina.send(text).updateId),
    repeat: () => emulator.redeliver(last),
    shown: () => nina.messages().flatMap(({ from, text }) => (from?.is_bot && text ? [text] : [])),
    leave: () => nina.block(),
    close: () => emulator.stop(),
  };
});
