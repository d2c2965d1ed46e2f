import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { startModelServer, type ModelReply, type ModelServer } from '../helpers/model-server.ts';
import { ROOT, startTestApp } from '../helpers/test-app.ts';
import { openVisitor, type TestVisitor } from '../helpers/test-visitor.ts';

const SHORT = {
  MODEL_CONNECT_TIMEOUT: '1',
  MODEL_FIRST_TOKEN_TIMEOUT: '1',
  MODEL_IDLE_TIMEOUT: '1',
  MODEL_TOTAL_TIMEOUT: '5',
};
const TEXT = 'one two three four five six seven eight nine ten';
const QUESTION = { en: 'What are your opening hours?', ru: 'До скольки вы работаете?' };
const NEXT = { en: 'Thank you. And do you repair tandems?', ru: 'Спасибо. А тандемы вы чините?' };
const wordsOf = (locale: string): { failed: string; cut: string } =>
  JSON.parse(readFileSync(join(ROOT, `locales/${locale}/agent.json`), 'utf8')).model;
const HONEST = { en: wordsOf('en'), ru: wordsOf('ru') };

const faults: { name: string; reply: ModelReply; kind: 'failed' | 'cut' }[] = [
  { name: 'hangs before the headers', reply: { hang: 'headers' }, kind: 'failed' },
  { name: 'hangs before the first token', reply: { hang: 'first-token' }, kind: 'failed' },
  { name: 'hangs in the middle', reply: { text: TEXT, hang: 'middle' }, kind: 'cut' },
  { name: 'ends without a finish_reason', reply: { text: TEXT, cut: 'end' }, kind: 'cut' },
  { name: 'breaks the connection', reply: { text: TEXT, cut: 'reset' }, kind: 'cut' },
  { name: 'answers 500', reply: { status: 500 }, kind: 'failed' },
  { name: 'answers 401', reply: { status: 401 }, kind: 'failed' },
  { name: 'answers 429', reply: { status: 429 }, kind: 'failed' },
  { name: 'sends a web page', reply: { html: true }, kind: 'failed' },
  { name: 'sends an empty answer', reply: { text: '' }, kind: 'failed' },
];

for (const { name, reply, kind } of faults) {
  test(`a model that ${name}: an honest message, the consultant's answer, and the next question works`, async (t) => {
    const locale = kind === 'cut' ? 'ru' : 'en';
    const { model, visitor } = await open(t, locale);
    // A fault of the moment is tried once more, so it has to last.
    model.next(reply, ...(reply.status === 500 ? [reply] : []));
    const begun = performance.now();
    const answer = await visitor.ask(QUESTION[locale]);
    assert.ok(performance.now() - begun < 20_000);
    const text = answer.map((message) => message.text).join('\n\n');
    assert.ok(text.includes(HONEST[locale][kind]), text);
    assert.ok(
      answer.some(({ citations }) => citations?.length),
      'the built-in consultant answers with its source',
    );
    assert.doesNotMatch(JSON.stringify(answer), /sk-planted-secret/);
    assert.equal(
      answer.some(({ status }) => status === 'partial'),
      kind === 'cut',
      'what was cut is marked',
    );

    const next = await visitor.ask(NEXT[locale]);
    assert.equal(next.map((message) => message.text).join(), model.otherwise.text);
    assert.equal(model.open(), 0, 'no stream is left open');
  });
}

test('an answer streams from the model, grounded in the knowledge and what was said before', async (t) => {
  const { model, visitor } = await open(t, 'en');
  model.next({ text: TEXT, delay: 30 });
  const sent = visitor.ask(QUESTION.en);
  await visitor.waitForState(({ streaming }) => streaming !== undefined && streaming.text.length < TEXT.length);
  const [message] = await sent;
  assert.equal(message!.text, TEXT);
  await visitor.ask('And on Sunday?');
  const { messages } = model.requests.at(-1)!;
  assert.equal(messages[0]!.role, 'system');
  assert.match(messages[0]!.content, /Velo Harbour/);
  assert.deepEqual(
    messages.slice(-3).map(({ role, content }) => [role, content]),
    [
      ['user', QUESTION.en],
      ['assistant', TEXT],
      ['user', 'And on Sunday?'],
    ],
  );
});

test('a stop by the visitor keeps what was said, marks it and closes the stream to the model', async (t) => {
  const { model, visitor } = await open(t, 'en');
  model.next({ text: 'word '.repeat(500), delay: 20 });
  const question = await visitor.say('Tell me a long story about bicycles.');
  await visitor.waitForState(({ streaming }) => (streaming?.text.length ?? 0) > 20);
  await visitor.chat.stop();
  const answer = await visitor.waitForMessage(({ seq, role }) => seq > question.seq && role === 'agent', 2000);
  assert.equal(answer.status, 'partial');
  assert.ok(answer.text.length < 2000);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(model.open(), 0);
});

async function open(t: TestContext, locale: 'en' | 'ru'): Promise<{ model: ModelServer; visitor: TestVisitor }> {
  const model = await startModelServer(t);
  const { url } = await startTestApp(t, { env: { ...model.env, ...SHORT } });
  return { model, visitor: await openVisitor(t, url, { locale }) };
}
