import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { createId } from '../../id.ts';
import { decodePress, encodePress, PRESSED } from './press-data.ts';

const messageId = '0199f3a2-5b1c-7d3e-8f40-123456789abc';

test('a choice comes back as its label and its value', () => {
  const data = encodePress(messageId, { value: 'need:tune-up', label: 'Tune-up' }, 0);
  assert.deepEqual(decodePress(data, 'Tune-up'), { text: 'Tune-up', pick: { messageId, value: 'need:tune-up' } });
});

test('a choice that says something else says it', () => {
  const choice = { value: 'hours', label: 'Hours', text: 'When are you open?' };
  assert.deepEqual(decodePress(encodePress(messageId, choice, 0), 'Hours'), {
    text: 'When are you open?',
    pick: { messageId, value: 'hours' },
  });
});

test('words too long to stand beside the value stand alone', () => {
  const choice = { value: 'prices', label: 'Цены', text: 'Сколько стоят ваши услуги?' };
  assert.deepEqual(decodePress(encodePress(messageId, choice, 0), 'Цены'), { text: 'Сколько стоят ваши услуги?' });
});

test('a choice that starts a scenario names it', () => {
  const data = encodePress(messageId, { value: 'x', label: 'Leave a contact', scenario: 'lead-capture' }, 0);
  assert.deepEqual(decodePress(data, 'Leave a contact'), { text: 'Leave a contact', scenario: 'lead-capture' });
});

test('a value too long for a button is replaced by the label', () => {
  const data = encodePress(messageId, { value: 'v'.repeat(64), label: 'Long' }, 7);
  assert.deepEqual(decodePress(data, 'Long'), { text: 'Long', pick: { messageId, value: 'Long' } });
});

test('a label that Telegram no longer shows leaves the value', () => {
  const data = encodePress(messageId, { value: 'yes', label: 'Yes' }, 0);
  assert.deepEqual(decodePress(data, undefined), { text: 'yes', pick: { messageId, value: 'yes' } });
});

test('data of nobody is no press', () => {
  for (const data of [PRESSED, '', 's:', 't:', 'p:short:x', 'i:x', 'link:abc'])
    assert.equal(decodePress(data, 'Label'), undefined);
});

test('every choice fits into a button, differs from its neighbours and names its message', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 });
  const choice = fc.record({ value: text, label: text, text: fc.option(text, { nil: undefined }) });
  fc.assert(
    fc.property(fc.uniqueArray(choice, { selector: ({ value }) => value, maxLength: 5 }), (choices) => {
      const id = createId();
      choices.forEach((each, index) => {
        const data = encodePress(id, each, index);
        assert.ok(Buffer.byteLength(data) <= 64 && data.length > 0);
        const press = decodePress(data, each.label);
        assert.ok(press?.text);
        if (press.pick) assert.equal(press.pick.messageId, id);
      });
    }),
    { numRuns: 2_000 },
  );
});
