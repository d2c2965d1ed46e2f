import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../errors.ts';
import { nextDeliveries } from './delivery-store.ts';
import { anna, createTestConversations, said } from './test-conversations.ts';
import { countOpenTurns } from './turn-store.ts';

test('a new visitor gets a token and a conversation that begins with the greeting', async (t) => {
  const { open } = await createTestConversations(t);
  const session = await open();
  assert.match(session.token!, /^[\w-]{43}$/);
  assert.deepEqual(
    session.messages.map(({ seq, text }) => [seq, text]),
    [[1, 'greeting en']],
  );
});

test('the token is stored as a hash only, and finds the same conversation again', async (t) => {
  const { open, database } = await createTestConversations(t);
  const first = await open();
  const again = await open(first.token);
  assert.equal(again.conversation.id, first.conversation.id);
  assert.equal(again.token, undefined);
  const stored = JSON.stringify(await database.read('identities'));
  assert.ok(!stored.includes(first.token!));
});

test('a token that nobody was given makes a new visitor', async (t) => {
  const { open } = await createTestConversations(t);
  assert.ok((await open('x'.repeat(43))).token);
});

test('concurrent messages get sequence numbers without gaps, in order of arrival', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  const received = await Promise.all(
    Array.from({ length: 200 }, (_, n) => conversations.receive(said(conversation.id, `${n}`))),
  );
  assert.deepEqual(
    received.map(({ message }) => message.seq),
    Array.from({ length: 200 }, (_, n) => n + 2),
  );
  assert.deepEqual(
    (await conversations.history(conversation.id, { afterSeq: 1, limit: 500 })).map(({ text }) => text),
    received.map(({ message }) => message.text),
  );
});

test('the same client id a hundred times in parallel is one message, and everybody is answered alike', async (t) => {
  const { open, conversations, told } = await createTestConversations(t);
  const { conversation } = await open();
  const results = await Promise.all(
    Array.from({ length: 100 }, () => conversations.receive(said(conversation.id, 'Hello', 'the-same-id'))),
  );
  assert.equal(new Set(results.map(({ message }) => message.id)).size, 1);
  assert.equal(results.filter(({ duplicate }) => !duplicate).length, 1);
  assert.equal((await conversations.history(conversation.id, { afterSeq: 1, limit: 100 })).length, 1);
  assert.equal(told.filter(({ event }) => event === 'message:added').length, 1);
});

test('another text under the same client id is refused and the first stays', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  await conversations.receive(said(conversation.id, 'First', 'the-same-id'));
  await assert.rejects(
    conversations.receive(said(conversation.id, 'Other', 'the-same-id')),
    (error) => error instanceof AppError && error.code === 'CONFLICT',
  );
  assert.deepEqual(
    (await conversations.history(conversation.id, { afterSeq: 1, limit: 10 })).map(({ text }) => text),
    ['First'],
  );
});

test('messages that come together queue one turn', async (t) => {
  const { open, conversations, database } = await createTestConversations(t);
  const { conversation } = await open();
  await Promise.all(['a', 'b', 'c'].map((text) => conversations.receive(said(conversation.id, text))));
  assert.equal(await countOpenTurns(database.read), 1);
});

test('a fault of one message in a group does not harm the others', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  const [lost, kept] = await Promise.allSettled([
    conversations.receive(said('nowhere', 'x')),
    conversations.receive(said(conversation.id, 'y')),
  ]);
  assert.equal(lost.status, 'rejected');
  assert.equal(kept.status, 'fulfilled');
});

test('a client that comes back gets what it missed and nothing else', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation, token } = await open();
  await conversations.receive(said(conversation.id, 'one'));
  await conversations.receive(said(conversation.id, 'two'));
  const session = await conversations.openSession({
    siteId: 'default',
    channel: 'web',
    locale: 'en',
    token,
    conversationId: conversation.id,
    afterSeq: 2,
    admitNewcomer: () => assert.fail('he is known'),
  });
  assert.deepEqual(
    session.messages.map(({ text }) => text),
    ['two'],
  );
});

test('a linked channel is owed what is said on the site, silently, and not what came from it', async (t) => {
  const { open, conversations, database } = await createTestConversations(t);
  const { conversation } = await open();
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  assert.notEqual(typeof (await conversations.confirmLink(token, anna)), 'string');
  await database.write((trx) => trx('deliveries').update({ state: 'sent' }));
  await conversations.receive(said(conversation.id, 'from the site'));
  await conversations.receiveFrom(anna, { text: 'from Telegram', externalId: '77:1' });
  const owed = await nextDeliveries(database.read, Date.now(), 10);
  assert.deepEqual(
    owed.map(({ message, silent }) => [message.text, silent]),
    [['from the site', true]],
  );
});

test('linking makes one conversation of one contact, and leaves alone what was said before', async (t) => {
  const { open, conversations, told, database } = await createTestConversations(t);
  const earlier = await conversations.receiveFrom(anna, { text: 'Before the link', externalId: '77:1' });
  const { conversation, contact } = await open();
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  await conversations.confirmLink(token, anna);
  const after = await conversations.receiveFrom(anna, { text: 'After the link', externalId: '77:2' });
  assert.equal(after.message.conversationId, conversation.id);
  const before = await database.read('conversations').where({ id: earlier.message.conversationId }).first();
  assert.notEqual(before.contact_id, contact.id);
  const changed = told.filter(({ event }) => event === 'conversation:changed').at(-1);
  assert.ok(changed?.event === 'conversation:changed');
  assert.equal(changed.payload.conversation.channels[0]?.name, 'Anna');
});

test('when the link ends the person is told, and finds what was his own before', async (t) => {
  const { open, conversations, database } = await createTestConversations(t);
  const earlier = await conversations.receiveFrom(anna, { text: 'Before the link', externalId: '77:1' });
  const { conversation } = await open();
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  await conversations.confirmLink(token, anna);
  await database.write((trx) => trx('deliveries').update({ state: 'sent' }));
  await conversations.removeLink(conversation.id, 'telegram');
  const owed = await nextDeliveries(database.read, Date.now(), 10);
  assert.deepEqual(
    owed.map(({ message }) => message.text),
    ['telegram unlinked'],
  );
  const after = await conversations.receiveFrom(anna, { text: 'After', externalId: '77:3' });
  assert.equal(after.message.conversationId, earlier.message.conversationId);
});

test('an account that is replaced by another one leaves the visitor’s contact', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation, token: visitor } = await open();
  const boris = { ...anna, externalId: '88', address: '88', name: 'Boris' };
  for (const person of [anna, boris]) {
    const { token } = await conversations.createLink(conversation.id, 'telegram');
    await conversations.confirmLink(token, person);
  }
  const { message } = await conversations.receiveFrom(anna, { text: 'private', externalId: '77:5' });
  assert.notEqual(message.conversationId, conversation.id);
  assert.equal((await open(visitor)).conversation.id, conversation.id);
  assert.equal((await conversations.view(await conversations.find(conversation.id))).channels[0]?.name, 'Boris');
});

test('a person who links himself to another conversation is missed in the first one', async (t) => {
  const { open, conversations, told } = await createTestConversations(t);
  const [first, second] = [await open(), await open()];
  for (const { conversation } of [first, second]) {
    const { token } = await conversations.createLink(conversation.id, 'telegram');
    await conversations.confirmLink(token, anna);
  }
  const changed = told.filter(
    ({ event, conversationId }) => event === 'conversation:changed' && conversationId === first.conversation.id,
  );
  const last = changed.at(-1);
  assert.ok(last?.event === 'conversation:changed');
  assert.deepEqual(last.payload.conversation.channels, []);
  const { message } = await conversations.receiveFrom(anna, { text: 'Hello', externalId: '77:5' });
  assert.equal(message.conversationId, second.conversation.id);
});

test('a linked person whose address was lost finds the same conversation when he writes again', async (t) => {
  const { open, conversations, database } = await createTestConversations(t);
  const { conversation } = await open();
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  await conversations.confirmLink(token, anna);
  await database.write((trx) => trx('addresses').delete());
  const { message } = await conversations.receiveFrom(anna, { text: 'I am back', externalId: '77:5' });
  assert.equal(message.conversationId, conversation.id);
});

test('a person links himself again after the link ended, and what was asked last is not owed twice', async (t) => {
  const { open, conversations, database } = await createTestConversations(t);
  const { conversation } = await open();
  for (let round = 0; round < 2; round += 1) {
    const { token } = await conversations.createLink(conversation.id, 'telegram');
    const joined = await conversations.confirmLink(token, anna);
    assert.ok(typeof joined !== 'string' && joined.id === conversation.id);
    assert.notEqual(typeof (await conversations.confirmLink(token, anna)), 'string', 'a second press says the same');
    await conversations.removeLink(conversation.id, 'telegram');
  }
  const texts = (await nextDeliveries(database.read, Date.now(), 50)).map(({ message }) => message.text);
  assert.equal(texts.filter((text) => text === 'greeting en').length, 1);
});

test('an operator cannot answer in a conversation that the visitor has left', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  await conversations.startNew(conversation.id);
  await assert.rejects(
    conversations.sayAsOperator(conversation.id, { name: 'Olga' }, 'Hello?'),
    (error) => error instanceof AppError && error.code === 'CONFLICT',
  );
});

test('a link made before the visitor began anew leads to where he is now', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  const begun = await conversations.startNew(conversation.id);
  await conversations.confirmLink(token, anna);
  const { message } = await conversations.receiveFrom(anna, { text: 'Hello', externalId: '77:5' });
  assert.equal(message.conversationId, begun.conversation.id);
});

test('half a character is stored as it will be read, so that its repeat is known', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  const first = await conversations.receive(said(conversation.id, 'lone \ud800', 'the-same-id'));
  const again = await conversations.receive(said(conversation.id, 'lone \ud800', 'the-same-id'));
  assert.equal(again.duplicate, true);
  assert.equal(again.message.text, first.message.text);
});

test('a link joins one person once, even when two race for it and press twice', async (t) => {
  const { open, conversations, told } = await createTestConversations(t);
  const { conversation } = await open();
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  const boris = { ...anna, externalId: '88', address: '88', name: 'Boris' };
  const results = await Promise.all(
    [anna, boris, anna, boris].map((person) => conversations.confirmLink(token, person)),
  );
  const joined = results.map((result) => typeof result !== 'string');
  assert.ok(joined[0] !== joined[1] && joined[0] === joined[2] && joined[1] === joined[3], String(results));
  const notices = told.filter(
    ({ event, payload }) => event === 'message:added' && 'message' in payload && payload.message?.role === 'system',
  );
  assert.equal(notices.length, 1);
  const { channels } = await conversations.view(await conversations.find(conversation.id));
  assert.equal(channels.length, 1);
});

test('a link that is unknown, replaced or out of date is refused by name', async (t) => {
  const { open, conversations, database } = await createTestConversations(t);
  const { conversation } = await open();
  const replaced = await conversations.createLink(conversation.id, 'telegram');
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  assert.equal(await conversations.inspectLink(replaced.token), 'unknown');
  assert.equal(await conversations.confirmLink('never-given', anna), 'unknown');
  await database.write((trx) => trx('links').update({ expires_at: Date.now() - 1 }));
  assert.equal(await conversations.inspectLink(token), 'expired');
  assert.equal(await conversations.confirmLink(token, anna), 'expired');
  assert.ok(!JSON.stringify(await database.read('links')).includes(token));
});

test('a person whose link is removed begins a conversation of his own', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  await conversations.confirmLink(token, anna);
  assert.equal(await conversations.removeLink(conversation.id, 'telegram'), true);
  assert.equal(await conversations.removeLink(conversation.id, 'telegram'), false);
  const { message } = await conversations.receiveFrom(anna, { text: 'Hello', externalId: '77:9' });
  assert.notEqual(message.conversationId, conversation.id);
});

test('an update that a channel delivers twice is one message', async (t) => {
  const { conversations } = await createTestConversations(t);
  const results = await Promise.all(
    [1, 2, 3].map(() => conversations.receiveFrom(anna, { text: 'Hello', externalId: '77:1' })),
  );
  assert.equal(new Set(results.map(({ message }) => message.id)).size, 1);
});

test('from an operator’s first word no turn is queued until he hands back', async (t) => {
  const { open, conversations, database, woken } = await createTestConversations(t);
  const { conversation } = await open();
  await conversations.receive(said(conversation.id, 'Hello?'));
  await conversations.sayAsOperator(conversation.id, { name: 'Olga' }, 'Hello, I am Olga');
  assert.equal(await countOpenTurns(database.read), 0);
  await conversations.receive(said(conversation.id, 'Thanks'));
  assert.equal(await countOpenTurns(database.read), 0);
  assert.equal(woken.tookOver, 1);
  assert.equal((await conversations.handBack(conversation.id)).handler, 'agent');
  await conversations.receive(said(conversation.id, 'And now?'));
  assert.equal(await countOpenTurns(database.read), 1);
});

test('who asks for a person is told so once, and is marked until one answers', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  const wants = async () => (await conversations.view(await conversations.find(conversation.id))).wantsOperator;
  assert.deepEqual(
    [await conversations.requestOperator(conversation.id), await conversations.requestOperator(conversation.id)],
    [true, false],
  );
  const log = await conversations.history(conversation.id, { limit: 10 });
  assert.deepEqual(
    log.map(({ text }) => text),
    ['greeting en', 'operator asked en'],
  );
  assert.equal(await wants(), true);
  await conversations.sayAsOperator(conversation.id, { name: 'Olga' }, 'Here I am');
  assert.equal(await wants(), undefined);
  assert.equal(await conversations.requestOperator(conversation.id), false);
  await conversations.handBack(conversation.id);
  assert.equal(await conversations.requestOperator(conversation.id), true);
});

test('a rating counts as given last, and can be taken back', async (t) => {
  const { open, conversations, database } = await createTestConversations(t);
  const { conversation, messages } = await open();
  const rating = { conversationId: conversation.id, messageId: messages[0]!.id };
  const given = () => database.read('feedback').select('rating', 'comment');
  await conversations.giveFeedback({ ...rating, rating: 'up' });
  await conversations.giveFeedback({ ...rating, rating: 'down', comment: 'An old price' });
  assert.deepEqual(await given(), [{ rating: 'down', comment: 'An old price' }]);
  await conversations.giveFeedback({ ...rating, rating: 'none' });
  assert.deepEqual(await given(), []);
});

test('a language chosen before the first word changes the greeting, later only what follows', async (t) => {
  const { open, conversations, told } = await createTestConversations(t);
  const { conversation } = await open();
  await conversations.setLocale(conversation.id, 'ru');
  const updated = told.find(({ event }) => event === 'message:updated');
  assert.ok(updated?.event === 'message:updated');
  assert.equal(updated.payload.message.text, 'greeting ru');
  await conversations.receive(said(conversation.id, 'Привет'));
  await conversations.setLocale(conversation.id, 'en');
  assert.equal((await conversations.history(conversation.id, { limit: 1, beforeSeq: 2 }))[0]?.text, 'greeting ru');
});

test('a new conversation takes the linked channels along and closes the old one', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation, token: visitor } = await open();
  const { token } = await conversations.createLink(conversation.id, 'telegram');
  await conversations.confirmLink(token, anna);
  const begun = await conversations.startNew(conversation.id);
  assert.equal(begun.conversation.channels[0]?.name, 'Anna');
  assert.equal((await open(visitor)).conversation.id, begun.conversation.id);
});

test('a greeting that is asked for again after a crash is said and owed once, in the first conversation and later', async (t) => {
  const { conversations, database } = await createTestConversations(t);
  const greetings = async () => (await database.read('deliveries')).length;
  await conversations.greetAt(anna, 'telegram 77:1');
  await database.write((trx) => trx('deliveries').delete());
  await conversations.greetAt(anna, 'telegram 77:1');
  assert.equal(await greetings(), 1, 'a crash before it was owed is made good');
  await conversations.greetAt(anna, 'telegram 77:2');
  await conversations.greetAt(anna, 'telegram 77:2');
  assert.equal(await greetings(), 2);
});

test('a wish to leave that is heard again does not end a link made since', async (t) => {
  const { open, conversations } = await createTestConversations(t);
  const { conversation } = await open();
  const link = async () =>
    conversations.confirmLink((await conversations.createLink(conversation.id, 'telegram')).token, anna);
  await link();
  assert.equal(await conversations.leaveLink('telegram', '77', 'telegram 77:3'), true);
  assert.equal(await conversations.leaveLink('telegram', '77', 'telegram 77:4'), false);
  await link();
  assert.equal(await conversations.leaveLink('telegram', '77', 'telegram 77:3'), true, 'it was left then');
  assert.equal((await conversations.atAddress('telegram', '77'))?.linked, true);
});
