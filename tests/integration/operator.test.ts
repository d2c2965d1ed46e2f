import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openConsole, OWNER_ENV } from '../helpers/console.ts';
import { startModelServer } from '../helpers/model-server.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

test('from the first word of an operator the agent is silent, until the conversation is handed back', async (t) => {
  const model = await startModelServer(t);
  model.next({ text: 'word '.repeat(500), delay: 20 });
  const { url } = await startTestApp(t, { env: { ...OWNER_ENV, ...model.env } });
  const visitor = await openVisitor(t, url);
  const owner = await openConsole(url);
  const question = await visitor.say('Tell me a long story about bicycles.');
  await visitor.waitForState(({ streaming }) => (streaming?.text.length ?? 0) > 20);

  const path = `/api/conversations/${visitor.chat.state.conversation!.id}`;
  await owner.ask('POST', `${path}/messages`, { text: 'Anna here, I take over.' });
  const [word] = await visitor
    .waitForState(({ messages, turn }) => turn === 'idle' && messages.some(({ role }) => role === 'operator'))
    .then(({ messages }) => messages.filter(({ seq }) => seq > question.seq));
  assert.equal(word!.text, 'Anna here, I take over.');
  await visitor.waitForState(({ conversation }) => conversation!.handler === 'operator');
  await pause(1000);
  assert.equal(model.open(), 0, 'the stream to the model is closed');

  const asked = model.requests.length;
  await visitor.say('Thank you, Anna.');
  await pause(500);
  assert.equal(visitor.chat.state.messages.at(-1)!.role, 'visitor');
  assert.equal(model.requests.length, asked);

  await owner.ask('POST', `${path}/handback`);
  const answer = await visitor.ask('Are you there, robot?');
  assert.deepEqual(
    answer.map(({ role, text }) => [role, text]),
    [['agent', model.otherwise.text]],
  );
});

test('a visitor asks for a person, by itself or by a button, and operators see it until one answers', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const owner = await openConsole(url);
  const listed = async () => {
    const page = await owner.read<{ conversations: { wantsOperator: boolean }[] }>('/api/conversations');
    return page.conversations.map(({ wantsOperator }) => wantsOperator);
  };
  const visitor = await openVisitor(t, url);
  const [unknown] = await visitor.ask('Can you recommend a dentist?');
  const person = unknown!.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []))[0]!;
  assert.deepEqual(await listed(), [false]);
  await visitor.chat.send(person.label, { pick: { messageId: unknown!.id, value: person.value } });
  const wants = await visitor.waitForState(
    ({ conversation, turn }) => turn === 'idle' && !!conversation?.wantsOperator,
  );
  assert.match(wants.messages.at(-1)!.text, /colleagues/);
  assert.deepEqual(await listed(), [true]);
  await visitor.chat.requestOperator();
  assert.equal(visitor.chat.state.messages.length, wants.messages.length);
  await owner.ask('POST', `/api/conversations/${visitor.chat.state.conversation!.id}/messages`, { text: 'Anna here.' });
  await visitor.waitForState(({ conversation }) => !conversation?.wantsOperator);
  assert.deepEqual(await listed(), [false]);
});

test('an operator’s answer reaches the visitor once, in order, with his name', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const visitor = await openVisitor(t, url);
  const owner = await openConsole(url);
  await visitor.ask('What are your opening hours?');
  const path = `/api/conversations/${visitor.chat.state.conversation!.id}/messages`;
  await owner.ask('POST', path, { text: 'One' });
  await owner.ask('POST', path, { text: 'Two' });
  await visitor.waitForMessage(({ text }) => text === 'Two');
  const said = visitor.chat.state.messages.filter(({ role }) => role === 'operator');
  assert.deepEqual(
    said.map(({ text }) => text),
    ['One', 'Two'],
  );
  assert.ok(said[0]!.author.name.length > 0);
});

test('the console says no without a session', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  for (const path of ['/api/leads', '/api/conversations', '/api/leads/export?format=csv']) {
    const response = await fetch(url + path);
    assert.equal(response.status, 401, path);
    assert.equal((await response.json()).error.code, 'UNAUTHORIZED');
  }
});
