import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withDetectedEntities } from './detect-entities.ts';

function found(text: string): string[] {
  const entities = withDetectedEntities(text, []);
  return entities.map(({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`);
}

it('finds commands, links, addresses, mentions and numbers', () => {
  assert.deepEqual(found('/start abc'), ['bot_command /start']);
  assert.deepEqual(found('see https://a.example/x?y=1, or /help@some_bot.'), [
    'url https://a.example/x?y=1',
    'bot_command /help@some_bot',
  ]);
  assert.deepEqual(found('me@a.example @nina +49 30 1234567'), [
    'email me@a.example',
    'mention @nina',
    'phone_number +49 30 1234567',
  ]);
});

it('takes no fraction, path or date for a command', () => {
  assert.deepEqual(found('1/2 and/or 24/7 usr/bin/node'), []);
});

it('leaves code and given links alone', () => {
  const code = { type: 'code' as const, offset: 0, length: 6 };
  assert.deepEqual(withDetectedEntities('/start', [code]), [code]);
});
