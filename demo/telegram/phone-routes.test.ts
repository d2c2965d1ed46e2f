import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Bot } from 'grammy';
import { PNG } from '../../tests/helpers/sample-files.ts';
import { createTelegramEmulator, type TelegramEmulator } from './emulator.ts';

describe('what the phone page asks', () => {
  let emulator: TelegramEmulator;
  let bot: Bot;

  beforeEach(async () => {
    emulator = await createTelegramEmulator();
    bot = new Bot(emulator.token, { client: { apiRoot: emulator.url } });
  });

  afterEach(async () => {
    if (bot.isRunning()) await bot.stop();
    await emulator.stop();
  });

  function post(action: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const type = { 'content-type': 'application/json' };
    const options = { method: 'POST', headers: { ...type, ...headers }, body: JSON.stringify(body) };
    return fetch(`${emulator.url}/phone/${action}`, options);
  }

  it('serves the page at / and at the deep link of its bot, with nothing inline', async () => {
    for (const path of ['/', `/t/${emulator.botUsername}?start=abc`]) {
      const response = await fetch(`${emulator.url}${path}`);
      assert.match(response.headers.get('content-security-policy') ?? '', /script-src 'self'; style-src 'self'/);
      const page = await response.text();
      assert.doesNotMatch(page, /<style|style=|<script(?![^>]*src=)|\son\w+=/);
      const assets = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1]);
      assert.equal(assets.length, 2);
      for (const asset of assets) assert.equal((await fetch(`${emulator.url}${asset}`)).status, 200);
    }
    assert.equal((await fetch(`${emulator.url}/t/another_bot`)).status, 404);
    assert.equal((await fetch(`${emulator.url}/phone/entity-tree.test.ts`)).status, 404);
  });

  it('lets the person attach a picture, which the page can show', async () => {
    const person = emulator.user({ firstName: 'Nina' });
    const attach = (headers = {}) =>
      fetch(`${emulator.url}/phone/attach?person=${person.id}&name=a.png&type=image/png`, {
        method: 'POST',
        headers,
        body: PNG,
      });
    assert.equal((await attach({ origin: 'https://evil.example' })).status, 400);
    assert.equal((await attach()).status, 200);
    const [message] = person.messages();
    const { file_id: id, width } = message!.photo!.at(-1)!;
    assert.equal(width, 1);
    const shown = await fetch(`${emulator.url}/phone/files/${id}`);
    assert.deepEqual([shown.headers.get('content-type'), Buffer.from(await shown.arrayBuffer())], ['image/png', PNG]);
  });

  it("answers words in the first of the reader's languages that there is", async () => {
    const words = async (languages: string) => {
      const response = await fetch(`${emulator.url}/phone/words?languages=${languages}`);
      return (await response.json()) as { locale: string; words: { start: { button: string } } };
    };
    assert.equal((await words('xx,ru-RU,en')).words.start.button, 'СТАРТ');
    assert.equal((await words('xx,../../package')).locale, 'en');
  });

  it('streams a conversation as events and does what the person does', async () => {
    bot.command('start', (context) =>
      context.reply(`hi ${context.from?.first_name}, ${context.match}`, {
        reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
      }),
    );
    bot.on('callback_query', (context) => context.answerCallbackQuery('went'));
    void bot.start();
    const events = await openEvents(`${emulator.url}/phone/events?person=700000001&languages=ru`);
    assert.match(await events.next('state'), /"started":false/);
    assert.equal((await post('start', { person: 700000001, payload: 'tok' })).status, 200);
    assert.match(await events.next('message'), /\/start tok/);
    assert.match(await events.next('message'), /hi Нина, tok/);
    const pressed = (await (await post('press', { person: 700000001, button: 'go' })).json()) as { result: unknown };
    const answered = JSON.parse(await events.next('answered')) as { queryId: string; text: string };
    assert.equal(answered.text, 'went');
    assert.equal((pressed.result as { queryId: string }).queryId, answered.queryId);
    await events.close();
  });

  it('refuses strangers: another origin, an unknown person, an empty text', async () => {
    emulator.user({ id: 700000002, firstName: 'Nina' });
    const text = { person: 700000002, text: 'hi' };
    assert.equal((await post('send', text, { origin: 'https://elsewhere.example' })).status, 400);
    assert.equal((await post('send', { person: 1, text: 'hi' })).status, 400);
    assert.equal((await post('send', { ...text, text: '  ' })).status, 400);
    assert.equal((await post('send', text, { origin: emulator.url })).status, 200);
  });
});

async function openEvents(address: string) {
  const controller = new AbortController();
  const response = await fetch(address, { signal: controller.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  let buffer = '';
  return {
    /** The data of the next event with this name; others are passed over. */
    async next(name: string): Promise<string> {
      for (;;) {
        const end = buffer.indexOf('\n\n');
        if (end < 0) buffer += (await reader.read()).value ?? assert.fail('the stream ended');
        else {
          const event = buffer.slice(0, end);
          buffer = buffer.slice(end + 2);
          if (event.startsWith(`event: ${name}\n`)) return event.slice(event.indexOf('data: ') + 6);
        }
      }
    },
    close: () => Promise.resolve(controller.abort()),
  };
}
