import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleLength } from '../../backend/src/translation/check-text.ts';
import { accentText, mirrorText } from './pseudo-text.ts';

test('an accented text is 40 % longer, as far as its place allows, and shows where it ends', () => {
  const text = 'Take this conversation with you';
  assert.match(accentText(text), /^\[Ţåķé ţĥîš .*\]$/);
  assert.equal(visibleLength(accentText(text)), Math.ceil(text.length * 1.4));
  assert.equal(visibleLength(accentText('Leave a contact', 18)), 18);
  assert.equal(visibleLength(accentText('A text too long', 4)), 15);
});

test('a mirrored text runs from right to left, word by word', () => {
  assert.equal(mirrorText('Open chat\n\n2'), '\u200F\u202EOpen\u202C \u202Echat\u202C\u200F\n\n\u200F2\u200F');
});

test('placeholders, commands, addresses and references stay as they are', () => {
  const kept = ['{{name}}', '/help', 'anna@example.com', 'https://a.example/b?c=d', '$t(widget:menu.label)'];
  for (const change of [(text: string) => accentText(text), mirrorText]) {
    for (const part of kept) assert.ok(change(`and ${part} or`).includes(part), part);
    assert.ok(!change('and/or').includes('/or'));
  }
});
