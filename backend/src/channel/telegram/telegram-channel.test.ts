import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { MAX_TEXT_LENGTH } from '@agent-chat/sdk/protocol';
import { eventually } from '../../../../tests/contract/eventually.ts';
import { PNG } from '../../../../tests/helpers/sample-files.ts';
import { openTelegram, words, type TestTelegram } from './test-telegram.ts';
import type { KeyIn } from '../../../../locales/keys.d.ts';

const TOKEN = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6';
const en = (key: KeyIn<'telegram'>, values?: Record<string, string | number>) =>
  words.t('en', `telegram:${key}`, values);
const ru = (key: KeyIn<'telegram'>, values?: Record<string, string | number>) =>
  words.t('ru', `telegram:${key}`, values);

describe('a person in a private chat', () => {
  let telegram: TestTelegram;
  beforeEach(async () => {
    telegram = await openTelegram();
  });
  afterEach(() => telegram.stop());

  const received = (count: number) => eventually(() => telegram.intake.received.length === count);

  test('is taken in with name, language and the number of the message', async () => {
    const { message } = telegram.nina.send('Do you repair e-bikes?');
    await received(1);
    assert.deepEqual(telegram.intake.received, [
      {
        siteId: 'default',
        channel: 'telegram',
        externalId: `${telegram.nina.id}`,
        address: `${telegram.nina.chatId}`,
        sender: { name: 'Nina Vogel', locale: 'en' },
        text: 'Do you repair e-bikes?',
        externalMessageId: `${telegram.nina.chatId}:${message.message_id}`,
      },
    ]);
  });

  test('is heard once when an update comes again, before and after a restart', async () => {
    const { updateId } = telegram.nina.send('once');
    await received(1);
    telegram.emulator.redeliver(updateId);
    await telegram.channel.stop();
    telegram.emulator.redeliver(updateId);
    await telegram.another().start(telegram.intake);
    telegram.nina.send('two');
    await received(2);
    assert.deepEqual(
      telegram.intake.received.map(({ text }) => text),
      ['once', 'two'],
    );
  });

  test('loses nothing when the process dies between fetching and storing', async () => {
    const { promise: never, resolve: bury } = Promise.withResolvers<void>();
    telegram.intake.gate = () => never;
    telegram.nina.send('hello?');
    telegram.nina.send('anybody?');
    await eventually(() => telegram.intake.calls.length === 1);
    const dying = telegram.channel.stop();
    telegram.intake.gate = async () => undefined;
    await telegram.another().start(telegram.intake);
    await received(2);
    bury();
    await dying;
  });

  test('is told when a message could not be stored', async () => {
    telegram.intake.gate = async () => {
      throw new Error('the disk is full');
    };
    telegram.nina.send('please');
    await telegram.nina.waitForMessage(en('failed'));
    telegram.intake.gate = async () => undefined;
    telegram.nina.send('again');
    await received(1);
  });

  test('does not wait for another person whose messages are slow to store', async () => {
    await telegram.channel.stop();
    const otto = telegram.emulator.user({ firstName: 'Otto' });
    const { promise, resolve } = Promise.withResolvers<void>();
    let isFirst = true;
    telegram.intake.gate = () => {
      const gate = isFirst ? promise : Promise.resolve();
      isFirst = false;
      return gate;
    };
    telegram.nina.send('slow');
    telegram.nina.send('behind');
    otto.send('quick');
    await telegram.another().start(telegram.intake);
    await received(1);
    assert.equal(telegram.intake.received[0]?.text, 'quick');
    resolve();
    await received(3);
    assert.deepEqual(
      telegram.intake.received.map(({ text }) => text),
      ['quick', 'slow', 'behind'],
    );
  });

  test('does not wait for another person whose message is tried again and again', async () => {
    await telegram.channel.stop();
    const otto = telegram.emulator.user({ firstName: 'Otto' });
    telegram.intake.gate = async () => {
      if (telegram.intake.calls.at(-1)?.text === 'poison') throw new Error('the disk is full');
    };
    telegram.nina.send('poison');
    await telegram.another({ retryMs: 1_000 }).start(telegram.intake);
    await eventually(() => telegram.intake.calls.length === 1);
    for (const text of ['one', 'two', 'three']) {
      otto.send(text);
      await eventually(() => telegram.intake.received.at(-1)?.text === text);
    }
    telegram.nina.send('behind');
    await eventually(() => telegram.intake.calls.filter(({ text }) => text === 'poison').length === 2);
    assert.ok(telegram.intake.calls.every(({ text }) => text !== 'behind'));
  });

  test('is heard once when the process dies while the message of another one waits before his', async () => {
    await telegram.channel.stop();
    const otto = telegram.emulator.user({ firstName: 'Otto' });
    const { promise: never, resolve: bury } = Promise.withResolvers<void>();
    telegram.intake.gate = () => (telegram.intake.calls.at(-1)?.text === 'slow' ? never : Promise.resolve());
    telegram.nina.send('slow');
    otto.send('quick');
    const killed = telegram.another();
    await killed.start(telegram.intake);
    await received(1);
    const dying = killed.stop();
    telegram.intake.gate = async () => undefined;
    await telegram.another().start(telegram.intake);
    await received(2);
    assert.equal(telegram.intake.calls.filter(({ text }) => text === 'quick').length, 2, 'it came again');
    assert.deepEqual(
      telegram.intake.received.map(({ text }) => text),
      ['quick', 'slow'],
    );
    bury();
    await dying;
  });

  test('hears that a long text was cut', async () => {
    // A person cannot send this much in one message; another program with his account can.
    telegram.nina.send('ы'.repeat(MAX_TEXT_LENGTH + 50));
    await telegram.nina.waitForMessage(en('cut', { limit: MAX_TEXT_LENGTH }));
    assert.equal(telegram.intake.received[0]?.text.length, MAX_TEXT_LENGTH);
  });

  test('says a phone number by sharing a contact', async () => {
    telegram.nina.sendContact('49301234567');
    await received(1);
    assert.equal(telegram.intake.received[0]?.text, '+49301234567');
  });

  test('says an album in one message, with the words under any of its pictures', async () => {
    telegram.nina.send('hello');
    await received(1);
    const picture = { as: 'photo' as const, data: PNG, filename: 'a.png', mimeType: 'image/png', album: 'album-1' };
    telegram.nina.attach(picture);
    telegram.nina.attach({ ...picture, caption: 'What is this noise?' });
    // Often the rest of an album comes with the next answer.
    await pause(150);
    telegram.nina.attach(picture);
    telegram.nina.send('later');
    await received(3);
    const [, album, later] = telegram.intake.received;
    assert.deepEqual([album!.text, album!.files!.length, later!.text], ['What is this noise?', 3, 'later']);
    assert.equal(new Set(album!.files!.map(({ externalId }) => externalId)).size, 3);
  });

  test('is told of what nobody here can read', async () => {
    const { id, user } = telegram.nina;
    telegram.nina.send('hello');
    await received(1);
    const from = { ...user, language_code: 'ru' };
    const chat = { id, type: 'private' as const, first_name: 'Nina' };
    const location = { latitude: 54, longitude: -6 };
    telegram.emulator.pushUpdate({
      update_id: 200_000_000,
      message: { message_id: 500, date: 1, from, chat, location },
    });
    await telegram.nina.waitForMessage(ru('unreadable'));
  });

  test('is not heard twice for editing a message', async () => {
    const { message } = telegram.nina.send('teh noise');
    await received(1);
    telegram.nina.edit(message.message_id, 'the noise');
    telegram.nina.send('bye');
    await received(2);
    assert.equal(telegram.intake.calls.length, 2);
  });

  test('gets help in the language of the conversation, else of the app', async () => {
    const ivan = telegram.emulator.user({ firstName: 'Иван', languageCode: 'ru' });
    ivan.send('/help');
    await ivan.waitForMessage(ru('help'));
    telegram.intake.locales.set(`telegram ${telegram.nina.chatId}`, 'ru');
    telegram.nina.send('/help');
    await telegram.nina.waitForMessage(ru('help'));
  });

  test('asks for a person at /human, and is told when that is known', async () => {
    telegram.nina.send('/human');
    await eventually(() => telegram.intake.asked.length === 1);
    assert.equal(telegram.intake.asked[0]?.address, `${telegram.nina.chatId}`);
    telegram.nina.send('/human');
    await telegram.nina.waitForMessage(en('humanKnown'));
  });

  test('chooses a language, with and without a conversation', async () => {
    telegram.nina.send('/lang');
    const question = await telegram.nina.waitForMessage(en('lang.ask'));
    const offered = question.reply_markup?.inline_keyboard.map(([button]) => button?.text) ?? [];
    assert.deepEqual(offered, ['English', 'Русский'], 'what the site offers, each in its own name');
    telegram.nina.press('Русский');
    await telegram.nina.waitForMessage(ru('lang.changed', { language: 'Русский' }));
    await eventually(() => telegram.intake.greeted.length === 1);
    assert.equal(telegram.intake.greeted[0]?.locale, 'ru');
    telegram.nina.send('/lang');
    await telegram.nina.waitForMessage(ru('lang.ask'));
    telegram.nina.press('English');
    await eventually(() => telegram.intake.locales.get(`telegram ${telegram.nina.chatId}`) === 'en');
    assert.equal(telegram.intake.greeted.length, 1);
  });

  test('names a language with /lang, by its tag or its own name', async () => {
    const chosen = () => telegram.intake.greeted.at(-1)?.locale;
    telegram.nina.send('/lang Русский');
    await telegram.nina.waitForMessage(ru('lang.changed', { language: 'Русский' }));
    await eventually(() => chosen() === 'ru');
    telegram.nina.send('/lang en');
    await telegram.nina.waitForMessage(en('lang.changed', { language: 'English' }));
    await eventually(() => telegram.intake.locales.get(`telegram ${telegram.nina.chatId}`) === 'en');
    telegram.nina.send('/lang klingon');
    await telegram.nina.waitForMessage(en('lang.ask'));
  });

  test('is greeted at /start', async () => {
    telegram.nina.start();
    await eventually(() => telegram.intake.greeted.length === 1);
    assert.equal(telegram.intake.greeted[0]?.name, 'Nina Vogel');
    assert.equal(telegram.intake.received.length, 0);
  });

  test('is in private: a group is told so once', async () => {
    const chat = { id: -100, type: 'group' as const, title: 'Riders' };
    const from = { id: 5, is_bot: false, first_name: 'Otto' };
    const entities = [{ type: 'bot_command' as const, offset: 0, length: 6 }];
    for (const index of [0, 1, 2]) {
      const message = { message_id: index, date: 1, from, chat, text: '/start', entities };
      telegram.emulator.pushUpdate({ update_id: 200_000_000 + index, message });
    }
    telegram.nina.send('hello');
    await received(1);
    const call = await telegram.emulator.waitForCall('sendMessage', ({ params }) => params['chat_id'] === -100);
    assert.equal(call.params['text'], en('privateOnly'));
    await telegram.channel.stop();
    assert.equal(telegram.emulator.calls('sendMessage').length, 1);
  });
});

describe('a link from the site', () => {
  let telegram: TestTelegram;
  beforeEach(async () => {
    telegram = await openTelegram();
    telegram.intake.links.set(TOKEN, { siteName: 'Велогавань', locale: 'ru', state: 'open' });
  });
  afterEach(() => telegram.stop());

  test('leads to the bot with the token', () => {
    assert.equal(telegram.channel.linkUrl?.(TOKEN), `https://t.me/velo_harbour_bot?start=${TOKEN}`);
  });

  test('is asked about in the words of the conversation and joined by a press', async () => {
    telegram.nina.start(TOKEN);
    await telegram.nina.waitForMessage(ru('link.ask', { site: 'Велогавань' }));
    assert.equal(telegram.intake.confirmed.length, 0);
    telegram.nina.press(ru('link.confirm'));
    const joined = await telegram.nina.waitForMessage(ru('link.done'));
    assert.equal(joined.reply_markup, undefined);
    const { token, person } = telegram.intake.confirmed[0]!;
    assert.equal(token, TOKEN);
    assert.equal(person.name, 'Nina Vogel');
    assert.equal(person.address, `${telegram.nina.chatId}`);
    await telegram.emulator.waitForCall('answerCallbackQuery', ({ status }) => status === 200);
  });

  test('is joined once however often the press arrives', async () => {
    telegram.nina.start(TOKEN);
    await telegram.nina.waitForMessage(ru('link.ask', { site: 'Велогавань' }));
    const press = telegram.nina.press(ru('link.confirm'));
    await telegram.nina.waitForMessage(ru('link.done'));
    assert.ok(press.kind === 'callback');
    telegram.emulator.redeliver(press.updateId);
    telegram.nina.send('go on');
    await eventually(() => telegram.intake.received.length === 1);
    assert.equal(telegram.intake.confirmed.length, 1);
    await telegram.nina.waitForMessage(ru('link.done'));
  });

  test('can be turned down', async () => {
    telegram.nina.start(TOKEN);
    await telegram.nina.waitForMessage(ru('link.ask', { site: 'Велогавань' }));
    telegram.nina.press(ru('link.cancel'));
    await telegram.nina.waitForMessage(en('link.cancelled'));
    assert.equal(telegram.intake.confirmed.length, 0);
  });

  for (const state of ['expired', 'used'] as const) {
    test(`that is ${state} is refused with what to do`, async () => {
      telegram.intake.links.set(TOKEN, { siteName: '', locale: 'ru', state });
      telegram.nina.start(TOKEN);
      await telegram.nina.waitForMessage(en(`link.${state}`));
    });
  }

  test('that nobody made is refused with what to do', async () => {
    telegram.nina.start('guessed');
    await telegram.nina.waitForMessage(en('link.unknown'));
  });

  test('is refused at the press when it was used in between', async () => {
    telegram.nina.start(TOKEN);
    await telegram.nina.waitForMessage(ru('link.ask', { site: 'Велогавань' }));
    telegram.intake.links.get(TOKEN)!.state = 'used';
    telegram.nina.press(ru('link.confirm'));
    await telegram.nina.waitForMessage(en('link.used'));
  });

  test('is taken back by /unlink, once', async () => {
    telegram.intake.linked.add(`telegram ${telegram.nina.chatId}`);
    telegram.nina.send('/unlink');
    await telegram.nina.waitForMessage(en('unlink.done'));
    telegram.nina.send('/unlink');
    await telegram.nina.waitForMessage(en('unlink.none'));
  });
});
