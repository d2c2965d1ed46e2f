import type { Message } from '@grammyjs/types';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { createTelegramEmulator, type TelegramEmulator } from '../../../../demo/telegram/emulator.ts';
import { channelContract } from '../../../../tests/contract/channel.ts';
import { createId } from '../../id.ts';
import { silentLog } from '../../telemetry/log.ts';
import { createTelegramChannel } from './telegram-channel.ts';
import { configOf, files, NINA, words } from './test-telegram.ts';

files.dir = await mkdtemp(join(tmpdir(), 'agent-chat-telegram-'));
after(() => rm(files.dir, { recursive: true }));

channelContract('telegram', async () => {
  const emulator = await createTelegramEmulator();
  const nina = emulator.user(NINA);
  let last = 0;
  return {
    channel: createTelegramChannel({ config: configOf(emulator), words, files, log: silentLog, retryMs: 10 }),
    address: `${nina.chatId}`,
    say: (text) => void (last = nina.send(text).updateId),
    repeat: () => emulator.redeliver(last),
    shown: () => nina.messages().flatMap(({ from, text, caption }) => (from?.is_bot ? [text ?? caption ?? ''] : [])),
    attach: (caption, data) =>
      void nina.attach({ as: 'photo', data, filename: 'a.png', mimeType: 'image/png', caption }),
    async keep(content) {
      const id = createId();
      await writeFile(files.pathOf(id), content);
      return { id, name: 'chain.png', type: 'image/png', size: content.length, url: '' };
    },
    shownFiles: () => Promise.all(nina.messages().flatMap((message) => bytesOf(emulator, message))),
    leave: () => nina.block(),
    close: () => emulator.stop(),
  };
});

/** As any program with the token would fetch them. */
function bytesOf({ url, token }: TelegramEmulator, { photo, from }: Message): Promise<Buffer>[] {
  const picture = from?.is_bot ? photo?.at(-1) : undefined;
  return picture ? [fetchFile(`${url}/bot${token}/getFile?file_id=${picture.file_id}`, `${url}/file/bot${token}`)] : [];
}

async function fetchFile(described: string, root: string): Promise<Buffer> {
  const { result } = (await (await fetch(described)).json()) as { result: { file_path: string } };
  return Buffer.from(await (await fetch(`${root}/${result.file_path}`)).arrayBuffer());
}
