import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole, OWNER_ENV } from '../helpers/console.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor, type TestVisitor } from '../helpers/test-visitor.ts';

interface Lead {
  id: string;
  name: string;
  phone?: string;
  email?: string;
}

test('the consultation asks, answers a question in between, asks again, and recommends a service of the catalogue with its price', async (t) => {
  const { url } = await startTestApp(t);
  const visitor = await openVisitor(t, url);
  await visitor.choose('Help me choose a service');
  const first = visitor.choices();
  assert.ok(first.length >= 2, first.join(', '));
  const aside = await visitor.ask('What are your opening hours?');
  assert.ok(aside.length >= 2, 'the answer, and the step once more');
  assert.deepEqual(visitor.choices(), first);
  let cards = cardsOf(visitor);
  for (let step = 0; step < 6 && cards.length === 0; step++) {
    await visitor.choose(visitor.choices()[0]!);
    cards = cardsOf(visitor);
  }
  assert.ok(cards.length > 0, 'a recommendation');
  assert.match(cards[0]!.price!, /€\d/);
});

test('a contact is asked for again at most three times, and without consent nothing is stored', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const owner = await openConsole(url);
  const leads = async () => (await owner.read<{ leads: Lead[] }>('/api/leads')).leads;
  const clumsy = await openVisitor(t, url);
  await clumsy.choose('Leave a contact');
  await clumsy.ask('Otto');
  for (let attempt = 0; attempt < 4; attempt++) await clumsy.ask('12');
  await clumsy.waitForState(({ conversation }) => conversation!.scenario === undefined);
  const retries = clumsy.chat.state.messages.filter(({ text }) => text.startsWith("That doesn't look like"));
  assert.equal(retries.length, 3);

  const shy = await openVisitor(t, url);
  await shy.choose('Leave a contact');
  await shy.ask('Otto');
  await shy.ask('otto@example.com');
  await shy.choose('No, thank you');
  assert.deepEqual(await leads(), []);
});

test('a phone number is normalised, the name and each field know the message they came from', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const owner = await openConsole(url);
  const visitor = await openVisitor(t, url);
  await visitor.choose('Leave a contact');
  await visitor.ask('my name is Otto Keller');
  await visitor.ask('+353 87 123 4567');
  await visitor.choose('Any time');
  await visitor.choose('Yes, I agree');
  const { leads } = await owner.read<{ leads: Lead[] }>('/api/leads');
  assert.deepEqual(
    leads.map(({ name, phone }) => [name, phone]),
    [['Otto Keller', '+353871234567']],
  );
  const { lead } = await owner.read<{ lead: { fields: { key: string; messageId: string }[] } }>(
    `/api/leads/${leads[0]!.id}`,
  );
  const said = (key: string) => {
    const field = lead.fields.find((each) => each.key === key);
    return visitor.chat.state.messages.find(({ id }) => id === field?.messageId)?.text;
  };
  assert.equal(said('name'), 'my name is Otto Keller');
  assert.equal(said('phone'), '+353 87 123 4567');
});

const cardsOf = ({ chat }: TestVisitor) =>
  chat.state.messages.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'cards' ? block.cards : [])));
