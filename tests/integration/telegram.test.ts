import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../helpers/eventually.ts';
import { startModelServer } from '../helpers/model-server.ts';
import { spawnServer } from '../helpers/spawned-server.ts';
import { stored } from '../helpers/stored.ts';
import { startTelegram } from '../helpers/telegram.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

test('what is written on either side appears once on the other, and the answer stands on both', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const { url } = await startTestApp(t, { env });
  const visitor = await openVisitor(t, url);
  const { code } = await visitor.chat.createLink('telegram');
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.start(code);
  await olga.waitForMessage('Velo Harbour');
  olga.press('Continue here');
  await visitor.waitForState(({ conversation }) => conversation!.channels.some(({ name }) => name === 'Olga'));

  olga.send('Are you open on Saturday?');
  await visitor.waitForMessage(({ text, channel }) => text === 'Are you open on Saturday?' && channel === 'telegram');
  await olga.waitForMessage('10:00');
  await visitor.waitForMessage(({ text, role }) => role === 'agent' && text.includes('10:00'));
  await visitor.ask('What does a bike wash cost?');
  await olga.waitForMessage('What does a bike wash cost?');
  await olga.waitForMessage('€20');
  await pause(300);
  const seen = olga.messages().filter(({ text }) => text?.includes('What does a bike wash cost?'));
  assert.equal(seen.length, 1);
});

test('a button under a question of another conversation is refused with a notice, and never counts as consent', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const { url, dataDir } = await startTestApp(t, { env });
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  const asksForConsent = async (said: string[]) => {
    for (const text of said) olga.send(text);
    return olga.waitForMessage('May Velo Harbour store');
  };
  const old = await asksForConsent(['Leave a contact', 'Olga Petersen', 'olga@example.com']);
  const visitor = await openVisitor(t, url);
  const { code } = await visitor.chat.createLink('telegram');
  olga.start(code);
  await olga.waitForMessage('Continue the conversation');
  olga.press('Continue here');
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);
  await visitor.ask('Leave a contact');
  await visitor.ask('Olga Petersen');
  await visitor.ask('olga@example.com');

  const press = olga.press('Yes, I agree', old.message_id);
  assert.ok(press.kind === 'callback');
  const { params } = await emulator.waitForCall(
    'answerCallbackQuery',
    (call) => call.params['callback_query_id'] === press.queryId,
  );
  assert.match(String(params['text']), /no longer valid/);
  await pause(300);
  assert.equal(visitor.chat.state.conversation?.scenario?.step, 'consent');
  assert.equal(visitor.chat.state.messages.at(-1)?.role, 'agent');
  assert.deepEqual(stored(dataDir, 'select id from leads'), []);
  const asked = await olga.waitForMessage(
    ({ text, message_id }) => message_id > old.message_id && text?.includes('May Velo Harbour store') === true,
  );
  olga.press('Yes, I agree', asked.message_id);
  await olga.waitForMessage("I've noted");
});

test('an update that is delivered twice, and again after kill -9, has one effect', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const server = await spawnServer(t, env);
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  const { updateId } = olga.send('Are you open on Saturday?');
  await olga.waitForMessage('10:00', 10_000);
  emulator.redeliver(updateId);
  await pause(500);
  await server.kill();
  emulator.redeliver(updateId);
  await server.start();
  olga.send('What does a bike wash cost?');
  await olga.waitForMessage('€20', 15_000);
  assert.equal(olga.messages().filter(({ text }) => text?.includes('10:00')).length, 1);
});

test('/start that is delivered again after kill -9 greets once', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const server = await spawnServer(t, env);
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  const { updateId } = olga.start();
  await olga.waitForMessage("I'm Robin", 10_000);
  const owed = `select position from deliveries where state <> 'sent'`;
  await eventually('the greeting is known to be sent', () => stored(server.dataDir, owed).length === 0);
  await server.kill();
  emulator.redeliver(updateId);
  await server.start();
  olga.send('What does a bike wash cost?');
  await olga.waitForMessage('€20', 15_000);
  assert.equal(olga.messages().filter(({ text }) => text?.includes("I'm Robin")).length, 1);
});

test('a question that is being answered while its person links himself is answered where he is now, and only to him', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const model = await startModelServer(t);
  model.next({ text: 'The answer to the question of before.', delay: 150 });
  const { url } = await startTestApp(t, { env: { ...env, ...model.env } });
  const visitor = await openVisitor(t, url);
  const { code } = await visitor.chat.createLink('telegram');
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.send('Do you also look after cargo bikes?');
  await eventually('the model is asked', () => model.open() > 0);
  olga.start(code);
  await olga.waitForMessage('Continue the conversation');
  olga.press('Continue here');
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);
  assert.ok(model.open() > 0, 'the answer is still being made');
  await olga.waitForMessage('The answer to the question of before.');
  assert.ok((await visitor.log()).every(({ text }) => !text.includes('of before')));
});

test('a visitor who blocks the bot is told on the page that it no longer reaches him, and finds the conversation again', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const { url } = await startTestApp(t, { env });
  const visitor = await openVisitor(t, url);
  const { code } = await visitor.chat.createLink('telegram');
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.start(code);
  await olga.waitForMessage('Continue the conversation');
  olga.press('Continue here');
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);
  await olga.waitForMessage('is now connected');
  olga.block();
  await visitor.say('Are you open on Saturday?');
  await visitor.waitForMessage(
    ({ role, text }) => role === 'system' && text.includes('Telegram no longer reaches you'),
  );
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 0);
  olga.start();
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);
});

test('a link works once, for one person; a guessed one does not', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const { url } = await startTestApp(t, { env });
  const visitor = await openVisitor(t, url);
  const { code } = await visitor.chat.createLink('telegram');
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  const eve = emulator.user({ firstName: 'Eve', languageCode: 'en' });
  for (const person of [olga, eve]) {
    person.start(code);
    await person.waitForMessage('Velo Harbour');
  }
  olga.press('Continue here');
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);
  eve.press('Continue here');
  await eve.waitForMessage('used already');
  eve.start('x'.repeat(43));
  await eve.waitForMessage('does not work');
  assert.deepEqual(
    visitor.chat.state.conversation!.channels.map(({ name }) => name),
    ['Olga'],
  );
});
