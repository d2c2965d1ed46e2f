import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { startTelegram } from '../helpers/telegram.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor, type TestVisitor } from '../helpers/test-visitor.ts';

const OFFER = 'Вы пишете по-русски. Продолжим по-русски?';
const GO_ON = 'Продолжить по-русски';
/** A busy machine indexes nine languages meanwhile. */
const SLOW = 20_000;
const STAY = 'Stay with English';

async function open(t: TestContext, env: Record<string, string> = {}) {
  const { url } = await startTestApp(t, { env });
  return { url, visitor: await openVisitor(t, url) };
}

/** The texts of the whole log, of what was said to the visitor. */
const heard = async (visitor: TestVisitor) =>
  (await visitor.log()).filter(({ role }) => role !== 'visitor').map(({ text }) => text);

const locale = ({ chat }: TestVisitor) => chat.state.conversation?.locale;

test('who writes in another language is answered, and offered it once, in it; declined, it is not offered again', async (t) => {
  const { visitor } = await open(t);
  const said = await visitor.ask('Сколько стоит помыть велосипед?');
  assert.ok(said.length >= 2, 'an answer and the offer');
  assert.equal(said.at(-1)!.text, OFFER);
  assert.match(said[0]!.text, /20/);
  assert.deepEqual(visitor.choices(), [GO_ON, STAY]);
  assert.equal(locale(visitor), 'en');
  const answer = await visitor.choose(STAY);
  assert.deepEqual(
    answer.map(({ text }) => text),
    ['All right, we stay with English.'],
  );
  await visitor.ask('А в субботу вы работаете?');
  assert.equal((await heard(visitor)).filter((text) => text === OFFER).length, 1);
  assert.equal(locale(visitor), 'en');
});

test('the offer taken in the middle of a scenario keeps its step and answers, and asks again in the new language', async (t) => {
  const { visitor } = await open(t);
  await visitor.choose('Leave a contact');
  await visitor.ask('Otto Keller');
  const { conversation } = await visitor.waitForState((state) => state.conversation?.scenario?.step === 'contact');
  const aside = await visitor.ask('Сколько стоит помыть велосипед?');
  assert.equal(aside.at(-1)!.text, OFFER);
  const answer = await visitor.choose(GO_ON);
  assert.equal(answer[0]!.text, 'Хорошо, продолжаем по-русски.');
  assert.match(answer.at(-1)!.text, /[а-я]/);
  await visitor.waitForState(({ conversation }) => conversation?.locale === 'ru');
  assert.deepEqual(visitor.chat.state.conversation!.scenario, conversation!.scenario);
  const next = await visitor.ask('otto@example.com');
  assert.match(next.at(-1)!.text, /[а-я]/);
  await visitor.waitForState((state) => state.conversation?.scenario?.step !== 'contact');
});

test('the menu changes the language in the middle of a scenario, whose buttons of before still work', async (t) => {
  const { visitor } = await open(t);
  await visitor.choose('Help me choose a service');
  const question = visitor.chat.state.messages.at(-1)!;
  const [first] = visitor.choices();
  await visitor.chat.setLocale('ru');
  const again = await visitor.waitForMessage(({ seq }) => seq > question.seq);
  assert.match(again.text, /[а-я]/);
  assert.notEqual(visitor.choices()[0], first);
  const choice = question.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []))[0]!;
  await visitor.chat.send(choice.label, { pick: { messageId: question.id, value: choice.value } });
  const next = await visitor.waitForMessage(({ seq, role }) => seq > again.seq + 1 && role === 'agent');
  assert.match(next.text, /[а-я]/);
});

test('a guessed language is corrected by the first words, greeting included, and nothing is asked', async (t) => {
  const { url } = await open(t);
  const visitor = await openVisitor(t, url, { locale: undefined, languages: ['fi'] });
  assert.equal(locale(visitor), 'en');
  await visitor.ask('Здравствуйте, сколько стоит помыть велосипед?');
  assert.equal(locale(visitor), 'ru');
  const texts = await heard(visitor);
  assert.match(texts[0]!, /Здравствуйте/);
  assert.ok(!texts.includes(OFFER));
});

test('what is known goes before what is less known: attribute, page, browser; and a page in another language is followed until the visitor chooses', async (t) => {
  const { url } = await open(t);
  const visitor = await openVisitor(t, url, { locale: undefined, pageLocale: 'ru-RU', languages: ['en-GB', 'en'] });
  assert.equal(locale(visitor), 'ru');
  const marked = await openVisitor(t, url, { locale: 'en', pageLocale: 'ru', languages: ['ru'] });
  assert.equal(locale(marked), 'en');
  const wished = await openVisitor(t, url, { locale: undefined, languages: ['fi', 'ru'] });
  assert.equal(locale(wished), 'ru');
});

test('in Telegram: /lang lists the languages of the site, keeps the step of a scenario, and the page follows', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const { visitor } = await open(t, env);
  const { code } = await visitor.chat.createLink('telegram');
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.start(code);
  await olga.waitForMessage('Velo Harbour', SLOW);
  olga.press('Continue here');
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);
  olga.send('Leave a contact');
  await olga.waitForMessage('name', SLOW);
  olga.send('Olga Petersen');
  await visitor.waitForState(({ conversation }) => conversation?.scenario?.step === 'contact');
  olga.send('/lang');
  await olga.waitForMessage('Which language', SLOW);
  olga.press('Русский');
  await visitor.waitForState(({ conversation }) => conversation?.locale === 'ru');
  const again = await olga.waitForMessage(({ text }) => /телефон/i.test(text ?? ''), SLOW);
  assert.ok(again);
  assert.equal(visitor.chat.state.conversation!.scenario!.step, 'contact');
  olga.send('olga@example.com');
  await visitor.waitForState(({ conversation }) => conversation?.scenario?.step !== 'contact');
});

test('in Telegram: who writes in another language is offered it by buttons, and a press takes it', async (t) => {
  const { emulator, env } = await startTelegram(t);
  await open(t, env);
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.send('Leave a contact');
  await olga.waitForMessage('name', SLOW);
  olga.send('Сколько стоит помыть велосипед?');
  await olga.waitForMessage(OFFER, SLOW);
  olga.press(GO_ON);
  await olga.waitForMessage('Хорошо, продолжаем по-русски.', SLOW);
  await olga.waitForMessage(({ text }) => /Как.*(зовут|обращаться)/i.test(text ?? ''), SLOW);
});

test('in Telegram: a person whose app has a language that is not offered is met in that of his first words', async (t) => {
  const { emulator, env } = await startTelegram(t);
  await open(t, env);
  const aino = emulator.user({ firstName: 'Aino', languageCode: 'fi' });
  aino.send('Сколько стоит помыть велосипед?');
  await aino.waitForMessage('20', SLOW);
  aino.send('/lang');
  await aino.waitForMessage('На каком языке', SLOW);
});
