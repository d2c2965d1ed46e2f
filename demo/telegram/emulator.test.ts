import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile } from 'grammy';
import { createTelegramEmulator, type TelegramEmulator } from './emulator.ts';
import type { TelegramPerson } from './person.ts';

describe('the emulator, driven by grammY', () => {
  let emulator: TelegramEmulator;
  let bot: Bot;
  let nina: TelegramPerson;
  let now: number;

  beforeEach(async () => {
    now = Date.parse('2026-11-02T10:00:00Z');
    emulator = await createTelegramEmulator({ clock: () => now });
    bot = new Bot(emulator.token, { client: { apiRoot: emulator.url } });
    nina = emulator.user({ firstName: 'Nina', languageCode: 'ru' });
  });

  afterEach(async () => {
    if (bot.isRunning()) await bot.stop();
    await emulator.stop();
  });

  async function refusal(call: Promise<unknown>): Promise<GrammyError> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof GrammyError, `a refusal was expected, not ${String(error)}`);
    return error;
  }

  it('delivers a message by long polling and shows the answer to the person', async () => {
    bot.on('message:text', (context) => context.reply(`heard: ${context.message.text}`));
    void bot.start();
    nina.send('hello');
    const answer = await nina.waitForMessage('heard');
    assert.equal(answer.text, 'heard: hello');
    assert.equal(answer.date, now / 1000);
    assert.deepEqual(
      nina.messages().map((message) => message.from?.is_bot),
      [false, true],
    );
  });

  it('marks /start with a payload as a command that grammY matches', async () => {
    bot.command('start', (context) => context.reply(`payload ${context.match} in ${context.from?.language_code}`));
    void bot.start();
    nina.start('abc-123');
    await nina.waitForMessage('payload abc-123 in ru');
  });

  it('turns an inline button into a callback query that can be answered and the message edited', async () => {
    bot.on('callback_query:data', async (context) => {
      await context.answerCallbackQuery('done');
      await context.editMessageText(`chosen ${context.callbackQuery.data}`);
    });
    void bot.start();
    nina.start();
    const keyboard = new InlineKeyboard().text('Yes', 'answer:yes').url('Site', 'https://velo-harbour.example');
    await bot.api.sendMessage(nina.chatId, 'Sure?', { reply_markup: keyboard });
    assert.deepEqual(nina.press('Site'), { kind: 'link', url: 'https://velo-harbour.example' });
    assert.equal(nina.press('Yes').kind, 'callback');
    const edited = await nina.waitForMessage('chosen answer:yes');
    assert.ok(edited.edit_date);
    assert.equal(edited.reply_markup, undefined);
  });

  it('sends the label of a keyboard button and the contact where it is asked for', async () => {
    nina.start();
    await bot.api.sendMessage(nina.chatId, 'Your phone?', {
      reply_markup: { keyboard: [['Later'], [{ text: 'Share', request_contact: true }]], one_time_keyboard: true },
    });
    const shared = nina.press('Share');
    assert.ok(shared.kind === 'text');
    assert.equal(shared.message.contact?.user_id, nina.id);
    assert.throws(() => nina.press('Later'), /no button "Later"/);
  });

  it('answers 429 with retry_after as often as asked and then lets the call through', async () => {
    nina.start();
    emulator.fail({ method: 'sendMessage', times: 1, status: 429, retryAfter: 7 });
    const error = await refusal(bot.api.sendMessage(nina.chatId, 'one'));
    assert.equal(error.error_code, 429);
    assert.equal(error.parameters.retry_after, 7);
    await bot.api.sendMessage(nina.chatId, 'two');
    assert.deepEqual(
      emulator.calls('sendMessage').map((call) => call.status),
      [429, 200],
    );
  });

  it('keeps the message when the connection dies after it was stored', async () => {
    nina.start();
    emulator.fail({ method: 'sendMessage', times: 1, dropConnection: 'after' });
    await assert.rejects(bot.api.sendMessage(nina.chatId, 'ambiguous'), HttpError);
    assert.equal((await nina.waitForMessage('ambiguous')).text, 'ambiguous');
    emulator.fail({ method: 'sendMessage', times: 1, dropConnection: 'before' });
    await assert.rejects(bot.api.sendMessage(nina.chatId, 'never'), HttpError);
    assert.equal(nina.messages().length, 2);
    assert.deepEqual(
      emulator.calls('sendMessage').map((call) => call.status),
      [0, 0],
    );
  });

  it('lets only the named chat fail, so that others go on', async () => {
    const other = emulator.user({ firstName: 'Otto' });
    nina.start();
    other.start();
    emulator.fail({ chatId: nina.chatId, times: 1, status: 502 });
    await bot.api.sendMessage(other.chatId, 'fine');
    assert.equal((await refusal(bot.api.sendMessage(nina.chatId, 'lost'))).description, 'Bad Gateway');
    assert.equal(nina.messages().length, 1);
  });

  it('carries a held call out also when the caller gave up', async () => {
    nina.start();
    emulator.fail({ method: 'sendMessage', times: 1, hangMs: 60_000 });
    const impatient = new Bot(emulator.token, { client: { apiRoot: emulator.url, timeoutSeconds: 0.05 } });
    await assert.rejects(impatient.api.sendMessage(nina.chatId, 'late'), HttpError);
    await nina.waitForMessage('late');
  });

  it('hands a confirmed update out again when told to', async () => {
    const seen: number[] = [];
    bot.on('message', (context) => void seen.push(context.update.update_id));
    void bot.start();
    const { updateId } = nina.send('once');
    nina.send('and more');
    await until(() => emulator.calls('getUpdates').some((call) => Number(call.params.offset) > updateId + 1));
    emulator.redeliver(updateId);
    await until(() => seen.length === 3);
    assert.deepEqual(seen, [updateId, updateId + 1, updateId]);
  });

  it('ends the older of two pollers with 409', async () => {
    const older = refusal(bot.api.getUpdates({ timeout: 20 }));
    await until(() => emulator.calls('getUpdates').length === 1);
    const newer = bot.api.getUpdates({ timeout: 20 });
    assert.match((await older).description, /^Conflict: terminated by other getUpdates request/);
    nina.start();
    assert.equal((await newer).length, 1);
  });

  it('repeats updates until the offset confirms them, and forgets them after a day', async () => {
    const first = nina.send('a').updateId;
    nina.send('b');
    assert.equal((await bot.api.getUpdates({ limit: 1 }))[0]?.update_id, first);
    assert.equal((await bot.api.getUpdates()).length, 2);
    assert.equal((await bot.api.getUpdates({ offset: first + 1 })).length, 1);
    assert.equal((await bot.api.getUpdates({ offset: 0 })).length, 1);
    now += 24 * 60 * 60 * 1000;
    assert.deepEqual(await bot.api.getUpdates(), []);
  });

  it('leaves out the kinds of updates that the bot did not ask for', async () => {
    await bot.api.getUpdates({ allowed_updates: ['my_chat_member'] });
    nina.send('not wanted');
    nina.block();
    const updates = await bot.api.getUpdates();
    assert.deepEqual(
      updates.map((update) => update.my_chat_member?.new_chat_member.status),
      ['kicked'],
    );
  });

  it('refuses getUpdates while a webhook is set', async () => {
    await bot.api.setWebhook('https://velo-harbour.example/hook');
    assert.equal((await refusal(bot.api.getUpdates())).error_code, 409);
    await bot.api.deleteWebhook();
    assert.deepEqual(await bot.api.getUpdates(), []);
  });

  it('stores HTML as text and entities', async () => {
    nina.start();
    const html = 'Price: <b>45&nbsp;€ &amp; <i>up</i></b> <a href="https://velo-harbour.example/a">list</a>';
    const message = await bot.api.sendMessage(nina.chatId, html.replace('&nbsp;', ' '), { parse_mode: 'HTML' });
    assert.equal(message.text, 'Price: 45 € & up list');
    assert.deepEqual(message.entities, [
      { type: 'bold', offset: 7, length: 9 },
      { type: 'italic', offset: 14, length: 2 },
      { type: 'text_link', offset: 17, length: 4, url: 'https://velo-harbour.example/a' },
    ]);
  });

  it('counts 4096 characters after parsing', async () => {
    nina.start();
    const most = 'я'.repeat(4096);
    assert.equal((await bot.api.sendMessage(nina.chatId, `<b>${most}</b>`, { parse_mode: 'HTML' })).text, most);
    assert.match((await refusal(bot.api.sendMessage(nina.chatId, `${most}я`))).description, /message is too long/);
  });

  it('refuses in the words of Telegram', async () => {
    nina.start();
    const { chatId } = nina;
    const data = (text: string) => ({ reply_markup: new InlineKeyboard().text('x', text) });
    const entities = [{ type: 'bold' as const, offset: 2, length: 9 }];
    const { message_id: id } = await bot.api.sendMessage(chatId, 'same');
    const cases: [Promise<unknown>, RegExp][] = [
      [bot.api.sendMessage(chatId, ' \n '), /^Bad Request: message text is empty$/],
      [bot.api.sendMessage(77, 'hi'), /^Bad Request: chat not found$/],
      [bot.api.sendMessage(emulator.user({ firstName: 'Never' }).chatId, 'hi'), /^Bad Request: chat not found$/],
      [bot.api.sendMessage(chatId, 'hi', data('я'.repeat(33))), /^Bad Request: BUTTON_DATA_INVALID$/],
      [bot.api.sendMessage(chatId, 'a < b', { parse_mode: 'HTML' }), /^Bad Request: can't parse entities: Unclosed/],
      [bot.api.sendMessage(chatId, '<b>я</i>', { parse_mode: 'HTML' }), /entities: Unmatched end tag at byte offset 5/],
      [bot.api.sendMessage(chatId, 'short', { entities }), /^Bad Request: can't parse entities: /],
      [bot.api.editMessageText(chatId, id, 'same'), /^Bad Request: message is not modified/],
      [bot.api.editMessageText(chatId, 9999, 'x'), /^Bad Request: message to edit not found$/],
      [bot.api.deleteMessage(chatId, 9999), /^Bad Request: message to delete not found$/],
      [bot.api.answerCallbackQuery('1'), /^Bad Request: query is too old/],
    ];
    for (const [call, wording] of cases) assert.match((await refusal(call)).description, wording);
    assert.equal(nina.messages().length, 2);
  });

  it('refuses to write to a person who blocked the bot', async () => {
    nina.start();
    nina.block();
    const error = await refusal(bot.api.sendMessage(nina.chatId, 'hi'));
    assert.equal(error.error_code, 403);
    assert.equal(error.description, 'Forbidden: bot was blocked by the user');
    nina.unblock();
    await bot.api.sendMessage(nina.chatId, 'welcome back');
  });

  it('refuses the answer to a press that is older than a minute', async () => {
    nina.start();
    await bot.api.sendMessage(nina.chatId, 'Sure?', { reply_markup: new InlineKeyboard().text('Yes', 'y') });
    const pressed = nina.press('y');
    assert.ok(pressed.kind === 'callback');
    assert.equal(await bot.api.answerCallbackQuery(pressed.queryId), true);
    now += 61_000;
    assert.match((await refusal(bot.api.answerCallbackQuery(pressed.queryId))).description, /query is too old/);
  });

  it("tells the bot of a person's edit and takes the bot's deletion out of the chat", async () => {
    nina.start();
    const { message } = nina.send('frist');
    nina.edit(message.message_id, 'first');
    const updates = await bot.api.getUpdates();
    assert.equal(updates.at(-1)?.edited_message?.text, 'first');
    const sent = await bot.api.sendMessage(nina.chatId, 'oops');
    await bot.api.deleteMessage(nina.chatId, sent.message_id);
    assert.deepEqual(
      nina.messages().map((standing) => standing.text),
      ['/start', 'first'],
    );
  });

  it('shows a draft until the message comes', async () => {
    nina.start();
    await bot.api.sendMessageDraft(nina.chatId, 5, 'Let me');
    await bot.api.sendMessageDraft(nina.chatId, 5, 'Let me see');
    assert.deepEqual(nina.draft(), { id: 5, text: 'Let me see', entities: [] });
    await bot.api.sendMessage(nina.chatId, 'Let me see: yes.');
    assert.equal(nina.draft(), undefined);
  });

  it('takes uploads and hands the file out by its path', async () => {
    nina.start();
    const file = new InputFile(Buffer.from('line\r\n--\r\nend'), 'price list.txt');
    const sent = await bot.api.sendDocument(nina.chatId, file, { caption: '<u>Prices</u>', parse_mode: 'HTML' });
    assert.equal(sent.document.file_name, 'price list.txt');
    assert.equal(sent.caption, 'Prices');
    const { file_path: path } = await bot.api.getFile(sent.document.file_id);
    const download = await fetch(`${emulator.url}/file/bot${emulator.token}/${path}`);
    assert.equal(await download.text(), 'line\r\n--\r\nend');
  });

  it('takes urlencoded bodies and queries, and refuses unknown methods and wrong tokens', async () => {
    nina.start();
    const root = `${emulator.url}/bot${emulator.token}`;
    const body = new URLSearchParams({ chat_id: String(nina.chatId), text: 'form', entities: '[]' });
    assert.equal((await fetch(`${root}/SENDmessage`, { method: 'POST', body })).status, 200);
    assert.equal((await fetch(`${root}/sendMessage?chat_id=${nina.chatId}&text=query`)).status, 200);
    const unknown = await fetch(`${root}/sendTelepathy`);
    assert.deepEqual(await unknown.json(), {
      ok: false,
      error_code: 404,
      description: 'Not Found: method not found',
    });
    const foreign = await fetch(`${emulator.url}/bot1:x/getMe`);
    assert.deepEqual(await foreign.json(), { ok: false, error_code: 401, description: 'Unauthorized' });
  });
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, 'the condition did not come true within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
