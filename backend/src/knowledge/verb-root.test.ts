import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stemWord } from '../embedding/stem.ts';
import { verbRoot } from './verb-root.ts';

const rootOf = (word: string): string | undefined => verbRoot(stemWord(word, 'ru'));

test('Russian verbs of one action share a root, whatever their prefix, aspect and person', () => {
  assert.equal(rootOf('подкрутить'), rootOf('крутили'));
  assert.equal(rootOf('отрегулируете'), rootOf('регулировка'));
  assert.equal(rootOf('выкрашивали'), rootOf('перекрашивать'));
});

test('what is left too short to mean one thing has no root', () => {
  assert.equal(rootOf('мыть'), undefined);
  assert.equal(rootOf('погода'), rootOf('погоды'));
  assert.notEqual(rootOf('погода'), rootOf('заводить'));
});

test('other languages are left alone', () => {
  assert.equal(verbRoot('repair'), undefined);
});
