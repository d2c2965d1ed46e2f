import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createTelegramEmulator, type TelegramEmulator } from '../../../../demo/telegram/emulator.ts';
import { eventually } from '../../../../tests/contract/eventually.ts';
import { createRecordingIntake, type RecordingIntake } from '../../../../tests/contract/recording-intake.ts';
import { AppError } from '../../errors.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Channel } from '../channel.ts';
import { createTelegramChannel } from './telegram-channel.ts';
import { configOf, files, NINA, words } from './test-telegram.ts';

describe('the way to Telegram', () => {
  let emulator: TelegramEmulator;
  let intake: RecordingIntake;
  let lines: string[];
  const channels: Channel[] = [];

  beforeEach(async () => {
    emulator = await createTelegramEmulator();
    intake = createRecordingIntake();
    lines = [];
  });
  afterEach(async () => {
    await Promise.all(channels.splice(0).map((channel) => channel.stop()));
    await emulator.stop();
  });

  function open(own: Partial<ReturnType<typeof configOf>> = {}): Channel {
    const config = { ...configOf(emulator), ...own };
    const channel = createTelegramChannel({
      config,
      words,
      files,
      log: recordingLog(lines),
      retryMs: 20,
      requestTimeoutMs: 10_000,
    });
    channels.push(channel);
    return channel;
  }

  const refusesLinks = (channel: Channel) =>
    assert.throws(
      () => channel.linkUrl!('t'),
      (error) => error instanceof AppError && error.code === 'CHANNEL_UNAVAILABLE',
    );
  const count = (part: string) => lines.filter((line) => line.includes(part)).length;

  test('begins with taking the webhook away, keeping what waits, and naming the commands in each language', async () => {
    emulator.user(NINA).send('before the start');
    await fetch(`${emulator.url}/bot${emulator.token}/setWebhook?url=https://velo.example/hook`);
    await open().start(intake);
    await eventually(() => intake.received.length === 1);
    const named = emulator
      .calls('setMyCommands')
      .map(({ params }) => [params['language_code'], (params['commands'] as object[])[4]]);
    const unlink = (locale: string) => ({
      command: 'unlink',
      description: words.t(locale, 'telegram:commands.unlink'),
    });
    assert.deepEqual(
      named,
      words.locales().map((tag) => [tag === 'en' ? undefined : tag.slice(0, 2), unlink(tag)]),
    );
    assert.deepEqual(
      named.filter(([code]) => code === undefined || code === 'ru'),
      [
        [undefined, { command: 'unlink', description: 'Disconnect from the website chat' }],
        ['ru', { command: 'unlink', description: 'Отключить от чата на сайте' }],
      ],
    );
  });

  test('stops this channel alone when the token is refused, and never shows the token', async () => {
    const token = '4242:wrong_token_wrong_token_wrong';
    const channel = open({ token });
    await channel.start(intake);
    refusesLinks(channel);
    await eventually(() => count('error Telegram refuses the bot token') === 1);
    assert.equal(count('TELEGRAM_BOT_TOKEN'), 1);
    const message = { id: 'm', text: 'x', blocks: [], role: 'agent' };
    const outgoing = { message: message as never, silent: false, maybeRepeated: false };
    const receipt = await channel.deliver(outgoing, {
      id: 'a',
      conversationId: 'c',
      channel: 'telegram',
      externalId: '1',
      locale: 'en',
    });
    assert.equal(receipt.state, 'retry');
    assert.ok(!JSON.stringify([lines, receipt]).includes(token.slice(5)));
  });

  test('waits for the network with one line in the log, and goes on by itself', async () => {
    emulator.fail({ method: 'getMe', times: 3, dropConnection: 'before' });
    emulator.fail({ method: 'getUpdates', times: 2, status: 502 });
    const channel = open();
    await channel.start(intake);
    refusesLinks(channel);
    emulator.user(NINA).send('hello');
    await eventually(() => intake.received.length === 1);
    assert.ok(channel.linkUrl!('t').endsWith('?start=t'));
    assert.ok(count('warn Telegram cannot be polled') <= 2, lines.join('\n'));
    await eventually(() => count('info Telegram answers again') >= 1);
  });

  test('never shows the token when nothing listens', async () => {
    const { token, url } = emulator;
    await emulator.stop();
    const channel = open({ token, apiRoot: url });
    await channel.start(intake);
    await eventually(() => count('Telegram cannot be polled') === 1);
    assert.ok(!lines.join('\n').includes(token.split(':')[1]!), lines.join('\n'));
    assert.equal(count('ECONNREFUSED'), 1);
    emulator = await createTelegramEmulator();
  });

  test('says so when another program takes the updates, and takes over when it is gone', async () => {
    await open().start(intake);
    await eventually(() => emulator.calls('getUpdates').length === 1);
    await fetch(`${emulator.url}/bot${emulator.token}/getUpdates?timeout=0`);
    await eventually(() => count('Another program takes the updates') === 1);
    emulator.user(NINA).send('hello');
    await eventually(() => intake.received.length === 1);
  });

  test('confirms what is stored before it stops, and leaves the rest to the next', async () => {
    const nina = emulator.user(NINA);
    nina.send('first');
    nina.send('second');
    const { promise, resolve } = Promise.withResolvers<void>();
    intake.gate = () => promise;
    const channel = open();
    await channel.start(intake);
    await eventually(() => intake.calls.length === 1);
    const stopped = channel.stop();
    resolve();
    await stopped;
    assert.deepEqual(
      intake.calls.map(({ text }) => text),
      ['first'],
    );
    await open().start(intake);
    await eventually(() => intake.calls.length === 2);
    assert.deepEqual(
      intake.calls.map(({ text }) => text),
      ['first', 'second'],
    );
  });

  test('takes the 404 of a token that cannot be one for a refusal', async () => {
    emulator.fail({ method: 'getMe', times: 1, status: 404 });
    const channel = open();
    await channel.start(intake);
    await eventually(() => count('error Telegram refuses the bot token') === 1);
    refusesLinks(channel);
  });

  test('is not even loaded by a process without a token', () => {
    const module = JSON.stringify(new URL('../index.ts', import.meta.url).href);
    const code = `await import(${module}); const { createRequire } = await import('node:module');
      console.log(Object.keys(createRequire('/').cache).filter((path) => path.includes('grammy')).length);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
    });
    assert.equal(stdout.trim(), '0', stderr);
  });

  test('does not hold up the end of the process when it hangs', async () => {
    const channel = open();
    await channel.start(intake);
    emulator.fail({ method: 'sendMessage', times: 1, hangMs: 60_000 });
    emulator.user(NINA).send('/help');
    await eventually(() => emulator.calls('sendMessage').length === 1);
    const started = performance.now();
    await channel.stop();
    assert.ok(performance.now() - started < 4_000);
  });

  test('asks only for the updates that have a meaning here', async () => {
    await open().start(intake);
    const call = await eventually(() => emulator.calls('getUpdates').length > 0).then(
      () => emulator.calls('getUpdates')[0]!,
    );
    assert.deepEqual(call.params['allowed_updates'], ['message', 'callback_query', 'my_chat_member']);
  });
});

/** Lines of `level message {details}`. */
function recordingLog(lines: string[]): Log {
  const at = (level: string) => (details: object, message?: string) =>
    void lines.push(`${level} ${message ?? details} ${JSON.stringify(details)}`);
  const log = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => log,
  } as unknown as Log;
  return log;
}
