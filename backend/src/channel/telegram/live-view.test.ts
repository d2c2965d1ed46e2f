import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { eventually } from '../../../../tests/contract/eventually.ts';
import type { LiveEvent } from '../channel.ts';
import { openTelegram, type TestTelegram } from './test-telegram.ts';

describe('an answer in the making', () => {
  let telegram: TestTelegram;
  beforeEach(async () => {
    telegram = await openTelegram({ previewMs: 40, typingMs: 30 });
    telegram.nina.send('hello');
    await eventually(() => telegram.intake.received.length === 1);
  });
  afterEach(() => telegram.stop());

  type Told<E> = E extends LiveEvent ? Omit<E, 'conversationId'> : never;
  const tell = (event: Told<LiveEvent>) =>
    telegram.channel.live!(
      { conversationId: 'conversation', ...event } as LiveEvent,
      telegram.addressOf(telegram.nina),
    );
  const thinks = () => tell({ event: 'turn:changed', payload: { state: 'thinking' } });
  const idles = () => tell({ event: 'turn:changed', payload: { state: 'idle' } });
  const says = (offset: number, text: string) => tell({ event: 'message:delta', payload: { id: 'm', offset, text } });
  const begins = () => tell({ event: 'message:start', payload: { id: 'm', author: { name: 'Robin' } } });
  const ends = () => tell({ event: 'message:end', payload: { id: 'm' } });
  const count = (method: string) => telegram.emulator.calls(method).length;

  test('types until the turn is over', async () => {
    thinks();
    await eventually(() => count('sendChatAction') >= 3);
    idles();
    const typed = count('sendChatAction');
    await delay(80);
    assert.ok(count('sendChatAction') <= typed + 1);
  });

  test('streams as drafts with markup, no faster than it should', async () => {
    thinks();
    begins();
    const started = Date.now();
    const words = 'The **tune-up** costs €49 and takes a day or two in the season.'.split(/(?<= )/);
    for (let offset = 0; words.length > 0; await delay(10)) {
      const word = words.shift()!;
      says(offset, word);
      offset += word.length;
    }
    await eventually(() => telegram.nina.draft()?.text.endsWith('season.') === true);
    const drafts = telegram.emulator.calls('sendMessageDraft');
    assert.ok(drafts.length >= 2 && drafts.length <= (Date.now() - started) / 40 + 2, `${drafts.length} drafts`);
    assert.equal(new Set(drafts.map(({ params }) => params['draft_id'])).size, 1);
    assert.deepEqual(telegram.nina.draft()?.entities[0], { type: 'bold', offset: 4, length: 7 });
    ends();
    assert.equal((await telegram.deliver({ text: 'The end.' })).state, 'sent');
    await delay(80);
    assert.equal(telegram.nina.draft(), undefined);
  });

  test('is not shown after its message, however slow the last draft was', async () => {
    begins();
    telegram.emulator.fail({ method: 'sendMessageDraft', times: 1, hangMs: 100 });
    says(0, 'slow');
    await eventually(() => count('sendMessageDraft') === 1);
    says(4, 'er');
    ends();
    await telegram.deliver({ text: 'slower' });
    assert.equal(telegram.emulator.calls('sendMessage').at(-1)!.status, 200);
    await delay(120);
    assert.equal(telegram.nina.draft(), undefined);
    assert.equal(count('sendMessageDraft'), 1);
  });

  test('goes on typing where drafts are unknown', async () => {
    telegram.emulator.fail({ method: 'sendMessageDraft', times: 99, status: 404 });
    thinks();
    begins();
    says(0, 'one ');
    await eventually(() => count('sendMessageDraft') === 1);
    await delay(20);
    const typed = count('sendChatAction');
    for (const index of [1, 2, 3]) {
      says(index * 4, 'two ');
      await delay(45);
    }
    assert.equal(count('sendMessageDraft'), 1);
    assert.ok(count('sendChatAction') > typed);
    idles();
  });

  test('swallows every fault', async () => {
    telegram.emulator.fail({ method: 'sendMessageDraft', times: 2, status: 500 });
    telegram.emulator.fail({ method: 'sendChatAction', times: 2, dropConnection: 'before' });
    thinks();
    begins();
    says(0, 'still ');
    await delay(60);
    says(6, 'here');
    await delay(60);
    ends();
    assert.equal((await telegram.deliver({ text: 'still here' })).state, 'sent');
  });
});
