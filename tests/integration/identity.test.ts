import { memoryStorage, type ChatOptions, type Conversation, type Message } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import { openConsole, OWNER_ENV } from '../helpers/console.ts';
import { IDENTITY_ENV, IDENTITY_SECRET, signIdentity } from '../helpers/sign.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { createTestVisitor, openVisitor, type TestVisitor } from '../helpers/test-visitor.ts';

const start = (t: TestContext) => startTestApp(t, { env: IDENTITY_ENV });
const visible = ({ chat }: TestVisitor) => chat.state.messages.map(({ text }) => text);
const spoken = (messages: Message[]) => messages.filter(({ role }) => role === 'visitor').map(({ text }) => text);
const idOf = ({ chat }: TestVisitor) => chat.state.conversation!.id;

test('a user has one conversation on every device, and is shown as verified', async (t) => {
  const { url } = await start(t);
  const phone = await openVisitor(t, url, { identity: await signIdentity('u1', { name: 'Ann Lee' }) });
  await phone.say('From the phone');
  const laptop = await openVisitor(t, url, { identity: await signIdentity('u1', { name: 'Ann Lee' }) });
  assert.deepEqual(spoken(laptop.chat.state.messages), ['From the phone']);
  await laptop.say('From the laptop');
  await phone.waitForMessage(({ text }) => text === 'From the laptop');
  assert.deepEqual(laptop.chat.state.conversation?.verified, { name: 'Ann Lee' });
  const message = await laptop.waitForMessage(({ text }) => text === 'From the laptop');
  assert.equal(message.author.name, 'Ann Lee');
});

test('an anonymous visitor who turns out to be a new user keeps his conversation', async (t) => {
  const { url } = await start(t);
  const visitor = await openVisitor(t, url);
  await visitor.ask('What are your opening hours?');
  const [id, seen] = [idOf(visitor), visible(visitor)];
  await visitor.chat.identify(await signIdentity('u1'));
  assert.equal(idOf(visitor), id);
  assert.deepEqual(visible(visitor), seen);
  assert.deepEqual(visitor.chat.state.conversation?.verified, {});
});

test('the page of a known user goes over to his conversation, and what he just said goes along and is answered', async (t) => {
  const { url } = await start(t);
  const phone = await openVisitor(t, url, { identity: await signIdentity('u1') });
  await phone.ask('What are your opening hours?');
  const visitor = await openVisitor(t, url);
  await visitor.ask('Do you sell helmets?');
  await visitor.chat.identify(await signIdentity('u1'));
  assert.equal(idOf(visitor), idOf(phone));
  const said = ['What are your opening hours?', 'Do you sell helmets?'];
  await phone.waitForState(({ messages }) => spoken(messages).length === 2);
  for (const one of [visitor, phone]) assert.deepEqual(spoken(await one.log()), said);
  await visitor.ask('Where are you?');
  const log = await visitor.log();
  assert.deepEqual(
    log.map(({ seq }) => seq),
    log.map((_, index) => index + 1),
  );
  assert.deepEqual(spoken(log), [...said, 'Where are you?']);
});

test('a question asked in the moment of signing in is answered in the user’s conversation', async (t) => {
  const { url } = await start(t);
  await openVisitor(t, url, { identity: await signIdentity('u1') });
  const visitor = await openVisitor(t, url);
  await visitor.say('What are your opening hours?');
  await visitor.chat.identify(await signIdentity('u1'));
  const answer = await visitor.waitForMessage(
    ({ role, seq, citations }) => role === 'agent' && seq > 1 && Boolean(citations?.length),
  );
  assert.equal(answer.conversationId, idOf(visitor));
});

test('two users of one browser see nothing of each other, and neither does who comes after them', async (t) => {
  const { url } = await start(t);
  const storage = memoryStorage();
  const secret = 'My order number is 4711';
  const open = (options: Partial<ChatOptions>) => openVisitor(t, url, { storage, ...options });
  const first = await open({});
  await first.say(secret);
  await first.chat.identify(await signIdentity('u1'));
  assert.ok(visible(first).includes(secret));
  await first.chat.close();
  for (const options of [{ identity: await signIdentity('u2') }, {}]) {
    const next = await open(options);
    assert.ok(!visible(next).includes(secret), JSON.stringify(options));
    await next.chat.close();
  }
  const back = await open({ identity: await signIdentity('u1') });
  assert.ok(visible(back).includes(secret));
  await back.chat.reset();
  await back.waitForState(({ connection, messages }) => connection === 'online' && messages.length > 0);
  assert.ok(!visible(back).includes(secret));
  assert.equal(back.chat.state.conversation?.verified, undefined);
});

test('two tabs that sign in at the same moment are in the same conversation, with all that was said', async (t) => {
  const { url } = await start(t);
  for (let round = 0; round < 10; round++) {
    const storage = memoryStorage();
    const before = await openVisitor(t, url, { storage });
    await before.say('before');
    await before.chat.close();
    const identity = await signIdentity(`u${round}`);
    const tabs = await Promise.all([0, 1].map(() => openVisitor(t, url, { storage, identity })));
    assert.equal(idOf(tabs[0]!), idOf(tabs[1]!));
    await tabs[0]!.say('one');
    await tabs[1]!.say('two');
    for (const tab of tabs) {
      await tab.waitForState(({ messages }) => spoken(messages).length === 3);
      assert.deepEqual(spoken(tab.chat.state.messages), ['before', 'one', 'two']);
    }
  }
});

test('the other tabs of the anonymous visitor do not follow the user’s log', async (t) => {
  const { url } = await start(t);
  const storage = memoryStorage();
  const [tab, other] = [await openVisitor(t, url, { storage }), await openVisitor(t, url, { storage })];
  await tab.say('before');
  await tab.chat.identify(await signIdentity('u1'));
  await other.waitForState(({ connection }) => connection !== 'online');
  await tab.say('for the user alone');
  const { conversation } = await other.waitForState(
    ({ connection, conversation }) => connection === 'online' && conversation?.id !== idOf(tab),
  );
  assert.equal(conversation?.verified, undefined);
  assert.ok(!visible(other).includes('for the user alone'));
});

test('what was used up is refused: an expired identity, and an anonymous token that became a user’s', async (t) => {
  const { url } = await start(t);
  const expired = await signIdentity('u1', { exp: Math.floor(Date.now() / 1000) - 61 });
  const late = createTestVisitor(url, { identity: expired });
  t.after(() => late.chat.close());
  const { error } = await late.waitForState(({ connection }) => connection === 'refused');
  assert.equal(error?.code, 'IDENTITY_INVALID');
  assert.ok(error?.hint);

  const storage = memoryStorage();
  const visitor = await openVisitor(t, url, { storage });
  const token = (await storage.list(''))[0] as string;
  await visitor.say('before');
  await visitor.chat.identify(await signIdentity('u1'));
  const thief = memoryStorage();
  await thief.set(`${url}//token`, token);
  const stranger = await openVisitor(t, url, { storage: thief });
  assert.notEqual(idOf(stranger), idOf(visitor));
  assert.ok(!visible(stranger).includes('before'));
});

test('the language that a site signs comes before the page’s, and the greeting is said in it', async (t) => {
  const { url } = await start(t);
  const identity = await signIdentity('u1', { locale: 'ru' });
  const visitor = await openVisitor(t, url, { locale: 'en', identity });
  assert.equal(visitor.chat.state.conversation?.locale, 'ru');
  assert.match(visible(visitor)[0]!, /[а-я]/);
  const later = await openVisitor(t, url, { locale: 'en' });
  await later.chat.identify(await signIdentity('u2', { locale: 'ru' }));
  await later.waitForState(({ messages }) => /[а-я]/.test(messages[0]!.text));
});

test('the new conversation that a user begins is the one his next page opens', async (t) => {
  const { url } = await start(t);
  const visitor = await openVisitor(t, url, { identity: await signIdentity('u1') });
  await visitor.say('before');
  await visitor.chat.startNew();
  assert.deepEqual(visitor.chat.state.conversation?.verified, {});
  const again = await openVisitor(t, url, { identity: await signIdentity('u1') });
  assert.equal(idOf(again), idOf(visitor));
});

test('what the guide signs in Node is accepted', async (t) => {
  const guide = await readFile(new URL('../../docs/identity.md', import.meta.url), 'utf8');
  const [, sample] = /```js\n([^]*?)```/.exec(guide)!;
  const { signIdentity: sign } = await import(`data:text/javascript,${encodeURIComponent(sample!)}`);
  const { url } = await start(t);
  const user = { id: 7, name: 'Zoë Müller', email: 'zoe@example.com' };
  const visitor = await openVisitor(t, url, { identity: sign(user, IDENTITY_SECRET) });
  assert.deepEqual(visitor.chat.state.conversation?.verified, { name: 'Zoë Müller' });
});

interface VerifiedLead {
  id: string;
  conversationId: string;
  name: string;
  email: string;
  verified: boolean;
}

test('what a site has signed is offered as an answer, taken only when picked, and the lead of it is verified', async (t) => {
  const { url } = await startTestApp(t, { env: { ...IDENTITY_ENV, ...OWNER_ENV } });
  const claims = { name: 'Ann Lee', email: 'ann@example.com', phone: '+49 30 901820' };
  const visitor = await openVisitor(t, url, { identity: await signIdentity('u1', claims) });
  await visitor.ask('Leave a contact');
  assert.deepEqual(visitor.choices(), ['Ann Lee']);
  await visitor.ask('Annabel Lee');
  assert.deepEqual(visitor.choices(), ['+49 30 901820', 'ann@example.com']);
  await visitor.choose('ann@example.com');
  await visitor.choose('Yes, I agree');

  const owner = await openConsole(url);
  const { leads } = await owner.read<{ leads: VerifiedLead[] }>('/api/leads');
  const { lead } = await owner.read<{ lead: VerifiedLead }>(`/api/leads/${leads[0]!.id}`);
  assert.deepEqual([lead.name, lead.email, lead.verified], ['Annabel Lee', 'ann@example.com', true]);
  const path = `/api/conversations/${lead.conversationId}`;
  const { conversation } = await owner.read<{ conversation: Conversation }>(path);
  assert.deepEqual(conversation.verified, { name: 'Ann Lee' });
});
