import type { Page } from 'playwright-core';
import type { BenchLine } from '../bench-line.ts';
import { on, withBed, type BedPage, type WidgetBed } from './bed.ts';
import { line } from './line.ts';
import { CHOICE, COMPOSER, LAUNCHER } from './pages.ts';
import { mainThreadTime } from './probes.ts';
import { countTasks } from './tasks.ts';

const TOKENS = 2_000;
const STREAM_MS = 10_000;

/** W8, W9 and W5: an answer of 2,000 tokens, 200 a second. */
export function run(): Promise<BenchLine[]> {
  return withBed(async ({ bed }) => [
    ...(await measureCost(bed, 1, 0.35)),
    ...(await measureCost(bed, 4, 1.3)),
    ...(await measureTasks(bed)),
  ]);
}

/** Nothing else runs in the page meanwhile: whoever looked out for the last word at every frame would be counted too. */
async function measureCost(bed: WidgetBed, cpu: number, most: number): Promise<BenchLine[]> {
  const quarters = await on(bed, '/chat.html', { cpu }, measureQuarters);
  const token = quarters.reduce((sum, time) => sum + time) / TOKENS;
  const cost = line(`W8-${cpu}x`, `processor per token, ${cpu}×`, token, most, 'ms');
  if (cpu > 1) return [cost];
  return [cost, line('W8-growth', 'last 500 tokens against the first 500', quarters[3]! / quarters[0]!, 1.2, '×')];
}

/** By itself, because tracing costs time too. */
async function measureTasks(bed: WidgetBed): Promise<BenchLine[]> {
  return on(bed, '/chat.html', { cpu: 4 }, async ({ page }) => {
    await open(page);
    let lag = Infinity;
    const { long, late } = await countTasks(page, async () => {
      await ask(page);
      lag = await readLag(page);
    });
    return [
      line('W5-stream', 'long tasks while streaming, 4×', long, 0, 'tasks'),
      line('W9-lag', 'last word shown after it was sent, 4×', lag, 150, 'ms'),
      line('W9-late', 'tasks longer than two frames while streaming, 4×', late, 2, 'tasks'),
    ];
  });
}

/** Milliseconds of the main thread for each quarter of the answer, net of what the open chat costs when nothing happens. */
async function measureQuarters(at: BedPage): Promise<number[]> {
  const { page } = at;
  const quarter = async (): Promise<number> => {
    const before = await mainThreadTime(at);
    await page.waitForTimeout(STREAM_MS / 4);
    return (await mainThreadTime(at)) - before;
  };
  await open(page);
  const idle = await quarter();
  await ask(page);
  const quarters: number[] = [];
  while (quarters.length < 4) quarters.push((await quarter()) - idle);
  return quarters;
}

async function open(page: Page): Promise<void> {
  await page.click(LAUNCHER);
  await page.waitForSelector(CHOICE);
  await page.waitForTimeout(1_000);
}

/** Until the first words of the answer are there. */
async function ask(page: Page): Promise<void> {
  await page.fill(COMPOSER, 'Tell me everything');
  await page.press(COMPOSER, 'Enter');
  await page.waitForSelector('agent-chat >> .streaming p');
}

function readLag(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = document.querySelector('agent-chat')!.shadowRoot!;
    for (;;) {
      const words = root.querySelector('agent-chat-message:last-child .text > :last-child')?.textContent ?? '';
      const sent = /Sent at (\d{13})/.exec(words)?.[1];
      if (sent) return Date.now() - Number(sent);
      await new Promise(requestAnimationFrame);
    }
  });
}
