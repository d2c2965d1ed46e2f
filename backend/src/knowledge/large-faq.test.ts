import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../telemetry/log.ts';
import { type Faq, faqKind } from './faq.ts';
import { readView, readWords, viewOf } from './knowledge.fixture.ts';
import { createKnowledge } from './knowledge.ts';
import { synonymsKind } from './synonyms.ts';

const ENTRIES = 5000;
/** The promises are 2 s and 4 ms of computing; a slow machine may need twice as much. */
const SLACK = 2;

test('a FAQ of 5,000 entries is indexed in two seconds and answers in four milliseconds of computing', async () => {
  const faq = await multiply(ENTRIES);
  const synonyms = await readView(synonymsKind, 'en');
  const knowledge = createKnowledge({
    faq,
    catalogue: viewOf(new Map()),
    catalogueWords: viewOf(new Map()),
    synonyms,
    questions: viewOf(new Map()),
    words: await readWords(),
    log: silentLog,
  });
  const built = timeOf(() => knowledge.search('When are you open?', 'en', 1));
  assert.ok(built < 2000 * SLACK, `indexing took ${Math.round(built)} ms`);
  const questions = [
    'When are you open on Saturday?',
    'How much is a puncture repair for my bike?',
    'Do you repair motorcycles?',
  ];
  const times = Array.from({ length: 60 }, (_, run) =>
    timeOf(() => knowledge.answer(questions[run % 3] ?? '', 'en')),
  ).sort((a, b) => a - b);
  const median = times[30] ?? Infinity;
  assert.ok(median < 4 * SLACK, `the median answer took ${median.toFixed(1)} ms`);
});

async function multiply(count: number): Promise<ReturnType<typeof viewOf<Faq>>> {
  const path = 'knowledge/faq.en.md';
  const entries = (await readView(faqKind, 'en')).get(path)?.entries ?? [];
  const copies = Array.from({ length: count }, (_, copy) => {
    const entry = entries[copy % entries.length];
    assert.ok(entry);
    return { ...entry, id: `${entry.id}-${copy}`, question: `${entry.question} variant${copy % 2000}` };
  });
  return viewOf(new Map([[path, { title: 'Large', entries: copies }]]));
}

/** Milliseconds of this process alone: others on the machine do not count. */
function timeOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
