import { setTimeout as delay } from 'node:timers/promises';
import type { Api, Bot } from 'grammy';
import type { LanguageCode, Update } from 'grammy/types';
import type { TelegramConfig } from '../../config.ts';
import type { Words } from '../../content/words.ts';
import { AppError } from '../../errors.ts';
import type { Files } from '../../file/files.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Channel, Intake } from '../channel.ts';
import { createBotHouse } from './bot-house.ts';
import { CHANNEL } from './chat-person.ts';
import { COMMANDS, composeBot } from './compose-bot.ts';
import { createDeliver, type Sender } from './deliver.ts';
import { createLiveView } from './live-view.ts';
import { poll } from './poller.ts';
import { TEXT_LIMIT } from './render-message.ts';
import { createReplies } from './replies.ts';
import { createTakeIn } from './take-in.ts';
import { telegramFetch } from './telegram-fetch.ts';
import { troubleOf } from './telegram-trouble.ts';

export interface TelegramChannelOptions {
  config: TelegramConfig;
  words: Words;
  files: Pick<Files, 'exists' | 'pathOf'>;
  log: Log;
  /** Milliseconds until a call other than polling counts as unanswered. */
  requestTimeoutMs?: number;
  /** Milliseconds of the first pause after a fault. */
  retryMs?: number;
  /** Milliseconds between two previews of an answer. */
  previewMs?: number;
  typingMs?: number;
  /** Milliseconds in which the pictures of an album are gathered. */
  albumMs?: number;
}

const POLL_SECONDS = 30;
const POLL_SLACK_SECONDS = 10;
/** For 50 MB over a slow line. */
const UPLOAD_SECONDS = 120;
/** A link can be made as soon as Telegram has told the bot's name: waited for so long at most. */
const START_WAIT_MS = 2_000;
/** A Telegram that hangs must not hold up the end of the process. What is lost then: a confirmation, or an answer to a command. */
const STOP_WAIT_MS = 1_500;
const WANTED = ['message', 'callback_query', 'my_chat_member'] as const;

/** A bot in private chats, by long polling. Errors of Telegram never stop the process; a refused token stops this channel alone. */
export function createTelegramChannel(options: TelegramChannelOptions): Channel {
  const { config, words, files, albumMs, requestTimeoutMs = 10_000, retryMs, previewMs, typingMs } = options;
  const log = options.log.child({ channel: CHANNEL });
  const stopping = new AbortController();
  const replies = createReplies(log);
  /** By the id of an album's first update: its other pictures. */
  const companions = new Map<number, Update[]>();
  const live = createLiveView({ api: () => api, previewMs, typingMs });
  let api: Api | undefined;
  let sender: Sender | undefined;
  let username: string | undefined;
  let polling = Promise.resolve();

  async function start(intake: Intake): Promise<void> {
    // Loaded here, so that a process without a token never does.
    const grammy = await import('grammy');
    const client = { apiRoot: config.apiRoot, fetch: telegramFetch as never };
    api = new grammy.Api(config.token, { ...client, timeoutSeconds: requestTimeoutMs / 1000 });
    const uploads = new grammy.Api(config.token, { ...client, timeoutSeconds: UPLOAD_SECONDS });
    sender = { api, uploads, inputFile: (path, name) => new grammy.InputFile(path, name) };
    const bot = new grammy.Bot(config.token, {
      client: { ...client, timeoutSeconds: POLL_SECONDS + POLL_SLACK_SECONDS },
    });
    const { siteId, apiRoot, token } = config;
    composeBot(
      bot,
      createBotHouse({ intake, words, replies, api, siteId, companions, fileRoot: `${apiRoot}/file/bot${token}` }),
    );
    const firstAnswer = Promise.withResolvers<void>();
    polling = run(bot, api, firstAnswer.resolve);
    await atMost(START_WAIT_MS, firstAnswer.promise);
  }

  function run(bot: Bot, sender: Api, answered: () => void): Promise<void> {
    const takeIn = createTakeIn({
      async handle([update, ...others]) {
        companions.set(update.update_id, others);
        await bot.handleUpdate(update).finally(() => companions.delete(update.update_id));
      },
      albumMs,
      park(update, error) {
        log.error(
          { update: update.update_id, error: error.message },
          'A Telegram update could not be stored and was left out',
        );
        const chat = update.message?.chat ?? update.callback_query?.message?.chat;
        const locale = words.match((update.message ?? update.callback_query)?.from?.language_code);
        if (chat?.type === 'private')
          replies.add(chat.id, () => sender.sendMessage(chat.id, whyLost(words, locale, error)));
      },
      stopping: stopping.signal,
      retryMs,
    });
    return poll({
      connect: () => connect(bot, sender).finally(answered),
      fetch: (offset, signal) =>
        bot.api.getUpdates({ offset, timeout: POLL_SECONDS, allowed_updates: WANTED }, signal as never),
      confirm: (offset) => atMost(STOP_WAIT_MS, sender.getUpdates({ offset, limit: 1, timeout: 0 })),
      takeIn,
      rejected: () => void (username = undefined),
      stopping: stopping.signal,
      log,
      retryMs,
    });
  }

  async function connect(bot: Bot, sender: Api): Promise<void> {
    bot.botInfo = await sender.getMe();
    username = bot.botInfo.username;
    await sender.deleteWebhook({ drop_pending_updates: false });
    await nameCommands(sender);
  }

  /** The menu is a nicety: without it the bot works all the same. */
  async function nameCommands(sender: Api): Promise<void> {
    const namings = words.locales().map((locale) => {
      const commands = COMMANDS.map((command) => ({
        command,
        description: words.t(locale, `telegram:commands.${command}`),
      }));
      const [language] = locale.split('-');
      return sender.setMyCommands(commands, locale === 'en' ? {} : { language_code: language as LanguageCode });
    });
    await Promise.all(namings).catch((error: unknown) => {
      log.warn({ reason: troubleOf(error).reason }, 'The menu of commands could not be set');
    });
  }

  return {
    name: CHANNEL,
    capabilities: { textLimit: TEXT_LIMIT, buttons: true, streaming: true },
    start,
    deliver: createDeliver({ telegram: () => sender, words, files, previewsSent: live.previewsSent }),
    live: live.show,
    linkUrl(token) {
      if (username) return `${config.linkRoot}/${username}?start=${token}`;
      throw new AppError('CHANNEL_UNAVAILABLE', 'Telegram does not answer', {
        hint: 'Try again in a moment. If it stays so, see the log of the server.',
        retryAfter: 10,
      });
    },
    async stop() {
      stopping.abort();
      live.stop();
      await polling;
      await atMost(STOP_WAIT_MS, replies.stop());
    },
  };
}

function atMost(ms: number, promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([promise, delay(ms, undefined, { ref: false })]);
}

function whyLost(words: Words, locale: string, error: Error): string {
  const seconds = error instanceof AppError && error.code === 'RATE_LIMITED' ? error.retryAfter : undefined;
  return seconds === undefined ? words.t(locale, 'telegram:failed') : words.t(locale, 'telegram:tooFast', { seconds });
}
