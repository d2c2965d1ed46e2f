import { memoryStorage, type ChatStorage } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileOf, PNG } from '../helpers/sample-files.ts';
import { openConsole, OWNER_ENV } from '../helpers/console.ts';
import { eventually } from '../helpers/eventually.ts';
import { startTelegram } from '../helpers/telegram.ts';
import { ownContent, startTestApp } from '../helpers/test-app.ts';
import { openVisitor, type TestVisitor } from '../helpers/test-visitor.ts';

const idOf = ({ chat }: TestVisitor) => chat.state.conversation!.id;
const QUESTION = 'What are your opening hours?';

/** The same browser as the one that left its token in the storage. */
const reload = (t: Parameters<typeof openVisitor>[0], url: string, storage: ChatStorage) =>
  openVisitor(t, url, { storage });

test('a conversation is closed, rated, and opened again by writing', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const storage = memoryStorage();
  const visitor = await openVisitor(t, url, { storage });
  await visitor.ask(QUESTION);
  await assert.rejects(visitor.chat.rate(5), { code: 'CONFLICT' });
  await visitor.chat.closeConversation();
  await visitor.chat.closeConversation();
  await visitor.waitForMessage(({ role }) => role === 'system');
  assert.equal(visitor.chat.state.messages.filter(({ role }) => role === 'system').length, 1);

  await visitor.chat.rate(3);
  await visitor.chat.rate(4, 'Quick and kind');
  const owner = await openConsole(url);
  const { conversations } = await owner.read<{ conversations: object[] }>('/api/conversations');
  assert.partialDeepStrictEqual(conversations, [
    { id: idOf(visitor), status: 'closed', rating: { rating: 4, comment: 'Quick and kind' } },
  ]);

  const again = await reload(t, url, storage);
  assert.equal(idOf(again), idOf(visitor));
  assert.partialDeepStrictEqual(again.chat.state.conversation, { status: 'closed', rating: { rating: 4 } });
  assert.ok((await again.ask('And on Sundays?')).length > 0);
  await visitor.waitForState(({ conversation }) => conversation!.status === 'open');
  await visitor.chat.closeConversation();
  assert.equal(visitor.chat.state.conversation!.rating, undefined, 'another closing, another rating');
});

test('an operator closes it as well, and his next word opens it', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const visitor = await openVisitor(t, url);
  await visitor.ask(QUESTION);
  const owner = await openConsole(url);
  const path = `/api/conversations/${idOf(visitor)}`;
  await owner.ask('POST', `${path}/messages`, { text: 'Anna here' });
  await owner.ask('POST', `${path}/close`);
  await visitor.waitForState(({ conversation }) => conversation!.status === 'closed');
  assert.ok(
    (await visitor.ask(QUESTION)).every(({ role }) => role === 'agent'),
    'the agent answers again',
  );
  await owner.ask('POST', `${path}/close`);
  await owner.ask('POST', `${path}/messages`, { text: 'One more thing' });
  await visitor.waitForState(({ conversation }) => conversation!.status === 'open');

  await visitor.chat.startNew();
  await assert.rejects(owner.ask('POST', `${path}/messages`, { text: 'Too late' }), /409/);
});

test('an earlier conversation is found, and gone on with on every device and in Telegram', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const { url } = await startTestApp(t, { env });
  const storage = memoryStorage();
  const visitor = await openVisitor(t, url, { storage });
  await visitor.ask(QUESTION);
  const first = idOf(visitor);
  await visitor.chat.startNew();
  await visitor.ask('Do you repair e-bikes?');
  await visitor.chat.startNew();

  const { conversations, hasMore } = await visitor.chat.conversations();
  assert.deepEqual(
    conversations.map((one) => [one.status, one.first]),
    [
      ['closed', 'Do you repair e-bikes?'],
      ['closed', QUESTION],
    ],
  );
  assert.ok(!hasMore && conversations.every(({ last }) => last.length > 0));
  const page = await visitor.chat.conversations({ limit: 1 });
  assert.ok(page.hasMore);
  const next = await visitor.chat.conversations({ limit: 1, before: page.conversations[0]!.id });
  assert.deepEqual([next.conversations[0]!.id, next.hasMore], [first, false]);

  const other = await reload(t, url, storage);
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  const { code } = await visitor.chat.createLink('telegram');
  olga.start(code);
  await olga.waitForMessage('Continue the conversation');
  olga.press('Continue here');
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);

  await visitor.chat.resume(first);
  assert.equal(idOf(visitor), first);
  assert.ok(visitor.chat.state.messages.some(({ text }) => text === QUESTION));
  await other.waitForState(({ conversation, messages }) => conversation!.id === first && messages.length > 2);
  olga.send('And on Sundays?');
  await visitor.waitForMessage(({ text }) => text === 'And on Sundays?');
  await visitor.waitForState(({ conversation }) => conversation!.status === 'open');
  assert.equal(idOf(await reload(t, url, storage)), first, 'a reload comes back to it');
});

test('nobody takes up, or pages behind, a conversation of somebody else', async (t) => {
  const { url } = await startTestApp(t);
  const [anna, boris] = [await openVisitor(t, url), await openVisitor(t, url)];
  await anna.ask(QUESTION);
  await boris.ask(QUESTION);
  const own = idOf(boris);
  await assert.rejects(boris.chat.resume(idOf(anna)), { code: 'NOT_FOUND' });
  await assert.rejects(boris.chat.resume('none'), { code: 'NOT_FOUND' });
  assert.equal(idOf(boris), own);
  assert.deepEqual((await boris.chat.conversations({ before: idOf(anna) })).conversations, []);
});

test('a message is delivered when it is thought about and read when it is answered, also after a reload', async (t) => {
  const { url } = await startTestApp(t);
  const storage = memoryStorage();
  const visitor = await openVisitor(t, url, { storage });
  const { seq } = await visitor.chat.send(QUESTION);
  await visitor.waitForState(({ conversation }) => conversation!.deliveredSeq === seq);
  await visitor.waitForState(({ conversation }) => conversation!.readSeq.agent === seq);
  const again = await reload(t, url, storage);
  assert.partialDeepStrictEqual(again.chat.state.conversation, { deliveredSeq: seq, readSeq: { agent: seq } });
});

test('what is remembered is corrected and read in pages, and the log stays as it is', async (t) => {
  const { url } = await startTestApp(t);
  const visitor = await openVisitor(t, url);
  await visitor.ask('My bicycle is a red Brompton');
  await eventually('it is remembered', async () => (await visitor.chat.readMemory()).total === 1);
  const { items } = await visitor.chat.readMemory();
  const corrected = await visitor.chat.correctMemory(items[0]!.id, 'My bicycle is a green Brompton');
  assert.ok(corrected.correctedAt);
  assert.deepEqual((await visitor.chat.readMemory()).items, [corrected]);
  assert.deepEqual((await visitor.chat.readMemory(corrected.id)).items, []);
  assert.ok((await visitor.log()).some(({ text }) => text === 'My bicycle is a red Brompton'));
  const stranger = await openVisitor(t, url);
  await assert.rejects(stranger.chat.correctMemory(corrected.id, 'mine'), { code: 'NOT_FOUND' });
});

/** A house whose site asks for consent. */
async function askForConsent(t: Parameters<typeof openVisitor>[0]): Promise<Record<string, string>> {
  const content = await ownContent(t);
  const path = join(content.PROMPTS_DIR, 'sites.yaml');
  const consent =
    '    consent: { text: { en: "May we keep it?", ru: "Можно сохранить?" }, url: "https://velo.example/privacy" }\n';
  await writeFile(path, (await readFile(path, 'utf8')).replace(/( {4}agent: )/, `${consent}$1`));
  return content;
}

test('where a site asks for consent, the first message waits for it and goes out by itself', async (t) => {
  const { url } = await startTestApp(t, { env: await askForConsent(t) });
  const storage = memoryStorage();
  const visitor = await openVisitor(t, url, { storage });
  assert.deepEqual(visitor.chat.state.site!.consent, {
    text: 'May we keep it?',
    url: 'https://velo.example/privacy',
    given: false,
  });
  const sent = visitor.chat.send(QUESTION);
  await visitor.waitForState(({ messages }) => messages.at(-1)?.delivery === 'waiting');
  await visitor.chat.setLocale('ru');
  await visitor.waitForState(({ site }) => site!.consent!.text === 'Можно сохранить?');
  const other = await reload(t, url, storage);
  await visitor.chat.giveConsent();
  assert.equal((await sent).text, QUESTION);
  await other.waitForState(({ site }) => site!.consent!.given);

  await visitor.chat.eraseMemory();
  await other.waitForState(({ site }) => !site!.consent!.given);
  void other.chat.send('Still there?');
  await other.waitForState(({ messages }) => messages.at(-1)?.delivery === 'waiting');
});

test('before the consent no file and no call for a person is taken, and what the page tells waits for it', async (t) => {
  const { url } = await startTestApp(t, { env: { ...OWNER_ENV, ...(await askForConsent(t)) } });
  const visitor = await openVisitor(t, url);
  const told = visitor.chat.track('cart', { total: 120 });
  await assert.rejects(visitor.chat.upload(fileOf(PNG, 'a.png')), { code: 'CONSENT_REQUIRED' });
  await assert.rejects(visitor.chat.requestOperator(), { code: 'CONSENT_REQUIRED' });
  await visitor.chat.giveConsent();
  await told;
  assert.equal((await visitor.chat.upload(fileOf(PNG, 'a.png'))).name, 'a.png');
  await visitor.chat.requestOperator();
});

test('what the visitor thinks of an answer is there on his other devices at once, and after a reload', async (t) => {
  const { url } = await startTestApp(t);
  const storage = memoryStorage();
  const visitor = await openVisitor(t, url, { storage });
  const [answer] = await visitor.ask(QUESTION);
  const other = await reload(t, url, storage);
  const feedbackIn = ({ chat }: TestVisitor) => chat.state.messages.find(({ id }) => id === answer!.id)!.feedback;
  await visitor.chat.giveFeedback(answer!.id, 'down', 'An old price');
  assert.equal(feedbackIn(visitor), 'down');
  await other.waitForState(() => feedbackIn(other) === 'down');
  assert.equal(feedbackIn(await reload(t, url, storage)), 'down');
  await other.chat.giveFeedback(answer!.id, 'none');
  await visitor.waitForState(() => feedbackIn(visitor) === undefined);
});

test('in Telegram the same is asked by a button, and what was written before is answered after it', async (t) => {
  const { emulator, env } = await startTelegram(t);
  await startTestApp(t, { env: { ...env, ...(await askForConsent(t)) } });
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.send(QUESTION);
  await olga.waitForMessage('May we keep it?');
  olga.press('I agree');
  await olga.waitForMessage('Thank you!');
  const answer = await olga.waitForMessage(/open|Monday/i);
  assert.doesNotMatch(answer.text!, /May we keep it/);
  olga.send('Do you repair e-bikes?');
  await olga.waitForMessage(/e-bike/i);
});
