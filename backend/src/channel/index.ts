import type { Config } from '../config.ts';
import type { Words } from '../content/words.ts';
import type { Files } from '../file/files.ts';
import type { Log } from '../telemetry/log.ts';
import type { Channel } from './channel.ts';
import { createTelegramChannel } from './telegram/telegram-channel.ts';

export interface ChannelOptions {
  config: Config;
  words: Words;
  files: Files;
  log: Log;
}

/** Every channel besides the web; undefined where the configuration does not switch it on. */
export const channelFactories: ((options: ChannelOptions) => Channel | undefined)[] = [
  ({ config, words, files, log }) =>
    config.telegram && createTelegramChannel({ config: config.telegram, words, files, log }),
];
