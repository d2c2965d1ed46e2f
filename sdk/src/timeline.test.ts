import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Message } from './protocol.ts';
import { EMPTY_TIMELINE, lastSeq, mergeMessages, openTimeline } from './timeline.ts';

const message = (seq: number, edited = 0): Message => ({
  ...{ id: `m${seq}`, seq, conversationId: 'c', role: 'agent', author: { name: 'A' }, channel: 'web' },
  ...{ text: `${seq}.${edited}`, blocks: [], status: 'complete', createdAt: '2026-01-01T00:00:00.000Z' },
  editedAt: edited ? `2026-01-01T00:00:0${edited}.000Z` : undefined,
});
const log = (length: number) => Array.from({ length }, (_, index) => message(index + 1));

test('any order and repetition of deliveries gives the same log', () => {
  const deliveries = fc
    .array(fc.record({ seq: fc.integer({ min: 1, max: 20 }), edited: fc.integer({ min: 0, max: 3 }) }))
    .chain((some) => {
      const all = [...log(20), ...some.map(({ seq, edited }) => message(seq, edited))];
      const once = fc.shuffledSubarray(all, { minLength: all.length });
      return fc.tuple(once, once, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }));
    });
  fc.assert(
    fc.property(deliveries, ([one, other, sizes]) => {
      const a = inBatches([...one, ...other], sizes);
      const b = other.reduce((timeline, each) => mergeMessages(timeline, [each]), EMPTY_TIMELINE);
      assert.deepEqual(a, b);
      assert.deepEqual(
        a.messages.map(({ seq }) => seq),
        log(20).map(({ seq }) => seq),
      );
      assert.equal(a.contiguous, 20);
    }),
  );
});

test('a hole ends what counts as contiguous until it is filled', () => {
  const holed = mergeMessages(openTimeline([message(5), message(6)]), [message(9)]);
  assert.equal(holed.contiguous, 6);
  assert.equal(lastSeq(holed), 9);
  assert.equal(mergeMessages(holed, [message(7), message(8)]).contiguous, 9);
});

test('a page known to be complete closes a hole that the server has no messages for', () => {
  const holed = mergeMessages(openTimeline([message(5)]), [message(9)]);
  assert.equal(mergeMessages(holed, [message(8), message(9)], 5).contiguous, 9);
});

test('earlier pages go in front and leave the end as it was', () => {
  const timeline = mergeMessages(openTimeline([message(5)]), [message(3), message(4)]);
  assert.deepEqual(
    timeline.messages.map(({ seq }) => seq),
    [3, 4, 5],
  );
  assert.equal(timeline.contiguous, 5);
});

test('an edit stays when the version before it arrives late', () => {
  const edited = mergeMessages(openTimeline([message(1)]), [message(1, 2)]);
  assert.equal(mergeMessages(edited, [message(1)]).messages[0]?.text, '1.2');
});

function inBatches(messages: Message[], sizes: number[]) {
  let timeline = EMPTY_TIMELINE;
  for (let from = 0, turn = 0; from < messages.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    timeline = mergeMessages(timeline, messages.slice(from, from + size));
    from += size;
  }
  return timeline;
}
