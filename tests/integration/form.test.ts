import type { FormBlock, Message } from '@agent-chat/sdk/protocol';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole, OWNER_ENV } from '../helpers/console.ts';
import { startTelegram } from '../helpers/telegram.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor, type TestVisitor } from '../helpers/test-visitor.ts';

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

test('a form that is filled in on the page becomes a lead', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const owner = await openConsole(url);
  const visitor = await openVisitor(t, url);
  const asked = formOf(await visitor.ask('I would like to book an appointment'));
  assert.deepEqual(
    asked.form.fields.map(({ name }) => name),
    ['name', 'phone', 'email', 'work', 'day', 'bikes', 'note', 'consent'],
  );
  const filled = { name: 'Otto Keller', phone: '+353 87 123 4567', email: '', work: 'repair', day: tomorrow };
  const rest = { bikes: '2', note: 'Squeaks', consent: 'yes' };

  const again = formOf(await fill(visitor, asked.messageId, { ...filled, ...rest, phone: '12' }));
  assert.deepEqual(
    again.form.fields.filter(({ error }) => error).map(({ name }) => name),
    ['phone'],
  );
  const [noted] = await fill(visitor, again.messageId, { ...filled, ...rest });
  assert.match(noted!.text, /Otto Keller/);
  const { leads } = await owner.read<{ leads: { name: string; phone: string }[] }>('/api/leads');
  assert.deepEqual(
    leads.map(({ name, phone }) => [name, phone]),
    [['Otto Keller', '+353871234567']],
  );
});

test('the same form is answered in Telegram field after field, by words and by buttons', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const { url } = await startTestApp(t, { env: { ...env, ...OWNER_ENV } });
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.send('book an appointment');
  await olga.waitForMessage('Your name');
  olga.send('Olga Petersen');
  await olga.waitForMessage('Phone');
  olga.send('+353 87 123 4567');
  await olga.waitForMessage('E-mail (may be left out');
  olga.send('skip');
  await olga.waitForMessage('What should we do?');
  olga.press('Tune-up');
  await olga.waitForMessage('Which day suits you?');
  olga.send(tomorrow);
  await olga.waitForMessage('How many bikes?');
  olga.send('skip');
  await olga.waitForMessage('Anything else');
  olga.send('skip');
  await olga.waitForMessage('You may store this');
  olga.press('Yes, I agree');
  await olga.waitForMessage('Thank you, Olga Petersen');
  const owner = await openConsole(url);
  const { leads } = await owner.read<{ leads: { name: string; need: string }[] }>('/api/leads');
  assert.equal(leads[0]?.name, 'Olga Petersen');
  assert.match(leads[0]!.need, /Tune-up/);
});

function formOf(answer: Message[]): { form: FormBlock; messageId: string } {
  const message = answer.find(({ blocks }) => blocks.some(({ type }) => type === 'form'));
  assert.ok(message, `no form in ${JSON.stringify(answer.map(({ text }) => text))}`);
  return { form: message.blocks.find((block) => block.type === 'form')!, messageId: message.id };
}

async function fill(visitor: TestVisitor, messageId: string, values: Record<string, string>): Promise<Message[]> {
  const text = Object.values(values).join('\n');
  const { seq } = await visitor.chat.send(text, { form: { messageId, values } });
  const since = () => visitor.chat.state.messages.filter((message) => message.seq > seq && message.role === 'agent');
  await visitor.waitForState(({ turn }) => turn === 'idle' && since().length > 0);
  return since();
}
