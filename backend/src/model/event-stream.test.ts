import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readEvents } from './event-stream.ts';

async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function eventsOf(text: string, size = text.length): Promise<string[]> {
  const events: string[] = [];
  for await (const event of readEvents(cut(text, size))) events.push(event);
  return events;
}

test('lines that are no data are passed over, data of several lines is one event, and any ending of a line is one', async () => {
  const text =
    ': a comment\nevent: delta\nid: 7\ndata: one\n\ndata:two\r\ndata: lines\r\n\r\n\n\n: alive\n\ndata: [DONE]\n\n';
  assert.deepEqual(await eventsOf(text), ['one', 'two\nlines', '[DONE]']);
});

test('an event that was not finished is none', async () => {
  assert.deepEqual(await eventsOf('data: whole\n\ndata: half of i'), ['whole']);
});

test('events are the same however their bytes are cut', async () => {
  const line = fc.string({ unit: 'grapheme' }).filter((one) => !/[\r\n]/.test(one));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      assert.deepEqual(await eventsOf(lines.map((one) => `data: ${one}\n\n`).join(''), size), lines);
    }),
  );
});
