import type { Message } from '@agent-chat/sdk/protocol';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTelegramEmulator, type TelegramEmulator } from '../../../../demo/telegram/emulator.ts';
import type { PersonOptions, TelegramPerson } from '../../../../demo/telegram/person.ts';
import { createRecordingIntake, type RecordingIntake } from '../../../../tests/contract/recording-intake.ts';
import { createWords } from '../../content/locale-words.ts';
import { createId } from '../../id.ts';
import { silentLog } from '../../telemetry/log.ts';
import type { Address, Channel, Outgoing, Receipt } from '../channel.ts';
import { createTelegramChannel, type TelegramChannelOptions } from './telegram-channel.ts';

export interface TestTelegram {
  emulator: TelegramEmulator;
  channel: Channel;
  intake: RecordingIntake;
  nina: TelegramPerson;
  /** Another process of the same bot. */
  another(options?: Partial<TelegramChannelOptions>): Channel;
  addressOf(person: TelegramPerson, locale?: string): Address;
  deliver(message: Partial<Message>, outgoing?: Partial<Outgoing>): Promise<Receipt>;
  stop(): Promise<void>;
}

const LOCALES = new URL('../../../../locales', import.meta.url).pathname;
export const words = createWords({ dir: LOCALES, log: silentLog, watch: false });
await words.start();

/** Where a test puts the bytes of files that go out. */
export const files = {
  dir: '',
  exists: async (id: string) => existsSync(join(files.dir, id)),
  pathOf: (id: string) => join(files.dir, id),
};

export const NINA: PersonOptions = { firstName: 'Nina', lastName: 'Vogel', languageCode: 'en' };

/** A started channel, an emulated Telegram, and Nina, who has not said anything yet. */
export async function openTelegram(options: Partial<TelegramChannelOptions> = {}): Promise<TestTelegram> {
  const emulator = await createTelegramEmulator();
  const nina = emulator.user(NINA);
  const channels: Channel[] = [];
  const house: TestTelegram = {
    emulator,
    nina,
    intake: createRecordingIntake(),
    another(own = {}) {
      const channel = createTelegramChannel({
        config: configOf(emulator),
        words,
        files,
        albumMs: 300,
        log: silentLog,
        retryMs: 10,
        ...options,
        ...own,
      });
      channels.push(channel);
      return channel;
    },
    get channel() {
      return channels[0]!;
    },
    addressOf: (person, locale = 'en') => ({
      id: `address ${person.id}`,
      conversationId: 'conversation',
      channel: 'telegram',
      externalId: `${person.chatId}`,
      locale,
    }),
    deliver: (message, outgoing) =>
      channels[0]!.deliver(
        { message: messageOf(message), silent: false, maybeRepeated: false, ...outgoing },
        house.addressOf(nina),
      ),
    async stop() {
      await Promise.all(channels.map((channel) => channel.stop()));
      await emulator.stop();
    },
  };
  await house.another().start(house.intake);
  return house;
}

export function configOf({ token, url }: Pick<TelegramEmulator, 'token' | 'url'>) {
  return { token, apiRoot: url, linkRoot: 'https://t.me', siteId: 'default' };
}

export function messageOf(own: Partial<Message>): Message {
  return {
    id: createId(),
    conversationId: 'conversation',
    seq: 1,
    role: 'agent',
    author: { name: 'Robin' },
    channel: 'agent',
    text: '',
    blocks: [],
    status: 'complete',
    createdAt: '2026-11-21T10:00:00.000Z',
    ...own,
  };
}
