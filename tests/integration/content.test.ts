import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { eventually } from '../helpers/eventually.ts';
import { ownContent, startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

const QUESTION = 'What will the weather be like on the moon tomorrow?';

test('a text changed on disk shows in the open chat at the next message', async (t) => {
  const content = await ownContent(t);
  const { url } = await startTestApp(t, { env: content });
  const visitor = await openVisitor(t, url);
  await visitor.ask(QUESTION);
  const notice = new Promise((resolve) => visitor.chat.on('notice', resolve));
  const file = join(content.LOCALES_DIR, 'en/consultant.json');
  const texts = JSON.parse(await readFile(file, 'utf8'));
  texts.unknown.text = 'I honestly have no idea.';
  await writeFile(file, JSON.stringify(texts, null, 2));
  await notice;
  const answer = await visitor.ask(QUESTION);
  assert.ok(
    answer.some(({ text }) => text.includes('I honestly have no idea.')),
    JSON.stringify(answer),
  );
});

test('a changed FAQ answers at the next question; a broken file keeps the last good version and the log says where and why', async (t) => {
  const content = await ownContent(t);
  let logged = '';
  const log = pino({ level: 'warn' }, { write: (line: string) => void (logged += line) });
  const { url } = await startTestApp(t, { env: content, log });
  const visitor = await openVisitor(t, url);
  const file = join(content.PROMPTS_DIR, 'knowledge/faq.en.md');
  const faq = await readFile(file, 'utf8');
  await writeFile(
    file,
    `${faq}\n## Do you repair unicycles? {#unicycles}\n- unicycle repair\n\nYes, unicycles are repaired on Fridays by Otto.\n`,
  );
  const asked = () => visitor.ask('Do you repair unicycles?');
  await eventually(
    'the new entry answers',
    async () => (await asked()).some(({ text }) => text.includes('Fridays by Otto')),
    5000,
  );

  const scenario = join(content.PROMPTS_DIR, 'scenarios/lead-capture.yaml');
  const steps = await readFile(scenario, 'utf8');
  await writeFile(scenario, steps.replace('type: ask', 'type: interrogate'));
  await eventually('the log names the file', () => logged.includes('lead-capture.yaml'), 5000);
  assert.match(logged, /interrogate|type/);
  await visitor.chat.send('Leave a contact', { scenario: 'lead-capture' });
  await visitor.waitForMessage(({ blocks }) => blocks.some(({ type }) => type === 'input'));
});

test('a changed scenario is what the next visitor goes through', async (t) => {
  const content = await ownContent(t);
  const { url } = await startTestApp(t, { env: content });
  const file = join(content.LOCALES_DIR, 'en/scenarios.json');
  const texts = JSON.parse(await readFile(file, 'utf8'));
  texts.leadCapture.name.ask = 'Under which name shall I write you down?';
  await pause(100);
  await writeFile(file, JSON.stringify(texts));
  await eventually(
    'the new wording is asked',
    async () => {
      const visitor = await openVisitor(t, url);
      const answer = await visitor.choose('Leave a contact');
      return answer.some(({ text }) => text.includes('Under which name'));
    },
    5000,
  );
});
