import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { eventually } from '../../../../tests/contract/eventually.ts';
import { createRecordingIntake } from '../../../../tests/contract/recording-intake.ts';
import { silentLog } from '../../telemetry/log.ts';
import { markdownText } from './test-markdown.ts';
import { createTelegramChannel } from './telegram-channel.ts';
import { files, messageOf, openTelegram, words, type TestTelegram } from './test-telegram.ts';
import type { KeyIn } from '../../../../locales/keys.d.ts';

const en = (key: KeyIn<'telegram'>) => words.t('en', `telegram:${key}`);
const ID = '0199f3a2-5b1c-7d3e-8f40-123456789abc';

describe('a message for Telegram', () => {
  let telegram: TestTelegram;
  beforeEach(async () => {
    telegram = await openTelegram({ requestTimeoutMs: 1_000 });
    telegram.nina.send('hello');
    await eventually(() => telegram.intake.received.length === 1);
  });
  afterEach(() => telegram.stop());

  const last = () => telegram.nina.messages().at(-1)!;
  const sends = () => telegram.emulator.calls('sendMessage');

  test('is shown with its markup as entities, without a preview of its links', async () => {
    const receipt = await telegram.deliver({ text: 'From **€49**, see [prices](https://velo.example/prices)' });
    assert.equal(last().text, 'From €49, see prices');
    assert.deepEqual(
      last().entities?.map(({ type }) => type),
      ['bold', 'text_link'],
    );
    assert.deepEqual(receipt, { state: 'sent', externalId: `${last().message_id}` });
    assert.equal('parse_mode' in sends().at(-1)!.params, false);
    assert.deepEqual(sends().at(-1)!.params['link_preview_options'], { is_disabled: true });
  });

  test('names who said it unless it was the agent', async () => {
    await telegram.deliver({ role: 'visitor', author: { name: 'Nina' }, channel: 'web', text: 'Is *this* open?' });
    assert.equal(last().text, `${en('mirrored')}: Is *this* open?`);
    await telegram.deliver({ role: 'operator', author: { name: 'Marta' }, text: 'I am **here**' });
    assert.equal(last().text, 'Marta: I am here');
    assert.deepEqual(
      last().entities?.map(({ offset, length }) => [offset, length]),
      [
        [0, 6],
        [12, 4],
      ],
    );
    await telegram.deliver({ role: 'system', author: { name: '' }, text: 'Connected' });
    assert.deepEqual(last().entities, [{ type: 'italic', offset: 0, length: 9 }]);
  });

  test('comes without a sound where the person did not write last', async () => {
    await telegram.deliver({ text: 'loud' });
    await telegram.deliver({ text: 'quiet' }, { silent: true });
    assert.deepEqual(
      sends().map(({ params }) => params['disable_notification']),
      [false, true],
    );
  });

  test('has its choices as buttons; a press says the label and shows what was chosen', async () => {
    const choices = [
      { value: 'need:tune-up', label: 'Tune-up' },
      { value: 'need:other', label: 'Something else that takes a row of its own' },
      { value: 'x', label: 'Leave a contact', scenario: 'lead-capture' },
    ];
    await telegram.deliver({ id: ID, text: 'What is it?', blocks: [{ type: 'choices', style: 'list', choices }] });
    const asked = last();
    assert.equal(asked.reply_markup?.inline_keyboard.length, 3);
    const press = telegram.nina.press('Tune-up');
    await eventually(() => telegram.intake.received.length === 2);
    const { text, pick, externalMessageId } = telegram.intake.received[1]!;
    assert.deepEqual({ text, pick }, { text: 'Tune-up', pick: { messageId: ID, value: 'need:tune-up' } });
    assert.equal(press.kind === 'callback' && press.queryId, externalMessageId);
    await telegram.nina.waitForMessage(
      ({ message_id, reply_markup }) =>
        message_id === asked.message_id &&
        reply_markup?.inline_keyboard
          .flat()
          .map((button) => button.text)
          .join() === '✓ Tune-up',
    );
    telegram.nina.press('✓ Tune-up');
    await eventually(() => telegram.emulator.calls('answerCallbackQuery').length === 2);
    assert.equal(telegram.intake.received.length, 2);
  });

  test('keeps its buttons working for another process, and once each', async () => {
    const choices = [{ value: 'c', label: 'Leave a contact', scenario: 'lead-capture' }];
    await telegram.deliver({ id: ID, blocks: [{ type: 'choices', style: 'quick-replies', choices }] });
    assert.equal(last().text, en('choose'));
    await telegram.channel.stop();
    const press = telegram.nina.press('Leave a contact');
    await telegram.another().start(telegram.intake);
    await eventually(() => telegram.intake.received.length === 2);
    assert.ok(press.kind === 'callback');
    telegram.emulator.redeliver(press.updateId);
    telegram.nina.send('next');
    await eventually(() => telegram.intake.received.length === 3);
    const { text, scenario, pick } = telegram.intake.received[1]!;
    assert.deepEqual({ text, scenario, pick }, { text: 'Leave a contact', scenario: 'lead-capture', pick: undefined });
  });

  test('takes an impatient second press as the same choice', async () => {
    const choices = [
      { value: 'a', label: 'One' },
      { value: 'b', label: 'Two' },
    ];
    await telegram.deliver({ id: ID, text: 'Which?', blocks: [{ type: 'choices', style: 'list', choices }] });
    telegram.nina.press('One');
    telegram.nina.press('One');
    telegram.nina.press('Two');
    await eventually(() => telegram.emulator.calls('answerCallbackQuery').length === 3);
    assert.deepEqual(
      telegram.intake.received.map(({ text }) => text),
      ['hello', 'One'],
    );
  });

  test('shows cards as lines with price and link', async () => {
    const cards = [
      {
        id: 'a',
        title: 'Tune-up',
        price: 'from €49',
        text: 'Brakes and *gears*',
        url: 'https://velo.example/a',
        action: { value: 'a', label: 'Book' },
      },
      { id: 'b', title: 'Shop', url: 'http://localhost/b' },
    ];
    await telegram.deliver({ text: 'Fits you:', blocks: [{ type: 'cards', cards }] });
    assert.equal(last().text, 'Fits you:\n\nTune-up — from €49\nBrakes and gears\n\nShop (http://localhost/b)');
    assert.ok(
      last().entities?.some((entity) => entity.type === 'text_link' && entity.url === 'https://velo.example/a'),
    );
    assert.deepEqual(
      last()
        .reply_markup?.inline_keyboard.flat()
        .map((button) => button.text),
      ['Book'],
    );
  });

  test('names its sources', async () => {
    await telegram.deliver({
      text: 'We open at 9.',
      citations: [{ title: 'Opening hours' }, { title: 'FAQ', url: 'https://velo.example/faq' }],
    });
    assert.equal(last().text, 'We open at 9.\n\nSources: Opening hours, FAQ');
  });

  test('offers to share the phone number where it is asked for, and takes the button away after', async () => {
    await telegram.deliver({ text: 'Your phone?', blocks: [{ type: 'input', kind: 'phone', placeholder: '+49 …' }] });
    telegram.nina.press(en('shareContact'));
    await eventually(() => telegram.intake.received.length === 2);
    assert.match(telegram.intake.received[1]!.text, /^\+\d+$/);
    await telegram.deliver({ text: 'Thank you' });
    assert.deepEqual(sends().at(-1)!.params['reply_markup'], { remove_keyboard: true });
  });

  test('with nothing to show owes nothing', async () => {
    assert.equal((await telegram.deliver({ text: ' \n' })).state, 'sent');
    assert.equal(sends().length, 0);
  });

  test('waits as long as a 429 says, and nobody else does', async () => {
    telegram.emulator.fail({
      method: 'sendMessage',
      chatId: telegram.nina.chatId,
      times: 1,
      status: 429,
      retryAfter: 7,
    });
    const refused = await telegram.deliver({ text: 'one' });
    assert.ok(refused.state === 'retry');
    assert.equal(refused.afterMs, 7_000);
    assert.equal(sends().length, 1, 'it tried again by itself');
    assert.equal((await telegram.deliver({ text: 'one' })).state, 'sent');
  });

  test('is tried again after 5xx and a refused connection', async () => {
    telegram.emulator.fail({ method: 'sendMessage', times: 1, status: 502 });
    assert.equal((await telegram.deliver({ text: 'one' })).state, 'retry');
    const nobody = await deliverTo(await freePort(), 'one');
    assert.equal(nobody.state, 'retry');
  });

  test('is tried again after a page of a proxy, unless that gave up waiting', async () => {
    for (const [status, state] of [
      [403, 'retry'],
      [200, 'retry'],
      [502, 'retry'],
      [504, 'ambiguous'],
    ] as const) {
      const proxy = await pageServer(status);
      assert.equal((await deliverTo(proxy.port, 'one')).state, state, `${status}`);
      await proxy.close();
    }
  });

  test('has an unknown fate after a timeout and a lost connection', async () => {
    telegram.emulator.fail({ method: 'sendMessage', times: 1, hangMs: 5_000 });
    assert.equal((await telegram.deliver({ text: 'slow' })).state, 'ambiguous');
    telegram.emulator.fail({ method: 'sendMessage', times: 1, dropConnection: 'after' });
    assert.equal((await telegram.deliver({ text: 'cut' })).state, 'ambiguous');
  });

  test('is owed no more to who blocked the bot or was never there', async () => {
    assert.equal((await telegram.deliver({ text: 'hi' })).state, 'sent');
    telegram.nina.block();
    assert.equal((await telegram.deliver({ text: 'hi' })).state, 'gone');
    const otto = telegram.emulator.user({ firstName: 'Otto' });
    const never = { message: messageOf({ text: 'hi' }), silent: false, maybeRepeated: false };
    assert.equal((await telegram.channel.deliver(never, telegram.addressOf(otto))).state, 'gone');
  });

  test('goes on at the part where a split text stopped', async () => {
    const message = { id: ID, text: ['A', 'B', 'C'].map((letter) => `${letter} `.repeat(1_900)).join('\n\n') };
    const before = telegram.nina.messages().length;
    // The first fault only holds the call for a moment: it is the second part that is refused.
    telegram.emulator.fail({ method: 'sendMessage', times: 1, hangMs: 1 });
    telegram.emulator.fail({ method: 'sendMessage', times: 1, status: 429, retryAfter: 1 });
    assert.equal((await telegram.deliver(message)).state, 'retry');
    assert.equal(telegram.nina.messages().length, before + 1);
    const receipt = await telegram.deliver(message);
    assert.deepEqual(receipt, { state: 'sent', externalId: `${last().message_id}` });
    const shown = telegram.nina.messages().slice(before);
    assert.deepEqual(
      shown.map(({ text }) => text?.[0]),
      ['A', 'B', 'C'],
    );
  });

  test('goes out bare when its markup is refused', async () => {
    const server = await refusingServer("Bad Request: can't parse entities: nope");
    const receipt = await deliverTo(server.port, '**bold**');
    assert.equal(receipt.state, 'sent');
    assert.deepEqual(
      server.bodies.map(({ text, entities }) => [text, Boolean(entities)]),
      [
        ['bold', true],
        ['bold', false],
      ],
    );
    await server.close();
  });

  test('fails for good where Telegram refuses it', async () => {
    telegram.emulator.fail({ method: 'sendMessage', times: 1, status: 400 });
    assert.equal((await telegram.deliver({ text: 'one' })).state, 'failed');
    assert.equal(sends().length, 1);
  });

  test('is accepted by the Bot API whatever its text is', async () => {
    await fc.assert(
      fc.asyncProperty(markdownText, async (text) => {
        assert.equal((await telegram.deliver({ text })).state, 'sent', JSON.stringify(text));
      }),
      { numRuns: 300 },
    );
    assert.deepEqual([...new Set(sends().map(({ status }) => status))], [200]);
  });
});

/** A channel of its own whose Telegram is at a port. */
async function deliverTo(port: number, text: string) {
  const config = { token: '1:abc', apiRoot: `http://127.0.0.1:${port}`, linkRoot: 'https://t.me', siteId: 'default' };
  const channel = createTelegramChannel({ config, words, files, log: silentLog, retryMs: 10 });
  await channel.start(createRecordingIntake());
  const address = { id: 'a', conversationId: 'c', channel: 'telegram', externalId: '5', locale: 'en' };
  try {
    return await channel.deliver({ message: messageOf({ text }), silent: false, maybeRepeated: false }, address);
  } finally {
    await channel.stop();
  }
}

/** Where nothing listens. */
async function freePort(): Promise<number> {
  const { port, close } = await listen(() => undefined);
  await close();
  return port;
}

/** A proxy's page instead of Telegram's answer. */
function pageServer(status: number) {
  return listen((_request, response) => void response.writeHead(status).end('<h1>nginx</h1>'));
}

/** Refuses every message with entities, in these words. */
async function refusingServer(description: string) {
  const bodies: { text?: string; entities?: unknown[] }[] = [];
  const server = await listen(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}') as (typeof bodies)[number];
    if (request.url?.endsWith('/sendMessage')) bodies.push(body);
    const result = request.url?.endsWith('/getUpdates') ? [] : { id: 1, username: 'bot', message_id: 7 };
    const answer = body.entities ? { ok: false, error_code: 400, description } : { ok: true, result };
    response.end(JSON.stringify(answer));
  });
  return { ...server, bodies };
}

async function listen(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { port: (server.address() as AddressInfo).port, close };
}
