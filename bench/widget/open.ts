import type { BenchLine } from '../bench-line.ts';
import { median } from '../measure.ts';
import { on, withBed, type BedPage, type WidgetBed } from './bed.ts';
import { line } from './line.ts';
import { countElements, heapBytes, mainThreadTime, press } from './probes.ts';
import { countTasks } from './tasks.ts';

const ROUNDS = 3;
/** Milliseconds after which a page on this machine has come to rest. */
const REST = 1_200;

/** W5 to W7: what loading and opening cost a page in time, tasks, memory and elements. */
export function run(): Promise<BenchLine[]> {
  return withBed(async ({ bed }) => {
    const page = await measureRounds(bed, '/button.html');
    const chat = await measureRounds(bed, '/chat.html');
    const long = (await countLong(bed, '/chat.html')) - (await countLong(bed, '/button.html'));
    const above = 'above a page with a button';
    return [
      line('W5-open', `long tasks of loading and opening, 4×, ${above}`, long, 0, 'tasks'),
      line('W6-closed', `main thread, closed, ${above}`, chat.closed - page.closed, 4, 'ms'),
      line('W6-open', `main thread, load and open, ${above}`, chat.open - page.open, 25, 'ms'),
      line('W7-heap', `heap when open, ${above}`, (chat.heap - page.heap) / 1e6, 0.5, 'MB'),
      line('W7', 'elements with greeting and quick replies', chat.elements, 40, 'elements'),
    ];
  });
}

interface Cost {
  /** Milliseconds of the main thread until the page has come to rest, and until it has again after its button was pressed. */
  closed: number;
  open: number;
  heap: number;
  elements: number;
}

async function measureRounds(bed: WidgetBed, path: string): Promise<Cost> {
  const rounds: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await on(bed, path, {}, measure));
  const middle = (of: keyof Cost) => median(rounds.map((cost) => cost[of]));
  return { closed: middle('closed'), open: middle('open'), heap: middle('heap'), elements: middle('elements') };
}

async function measure(at: BedPage): Promise<Cost> {
  await at.page.waitForTimeout(REST);
  const closed = await mainThreadTime(at);
  await press(at.page);
  await at.page.waitForTimeout(REST);
  const open = await mainThreadTime(at);
  return { closed, open, heap: await heapBytes(at), elements: await countElements(at.page) };
}

async function countLong(bed: WidgetBed, path: string): Promise<number> {
  return on(bed, '/empty.html', { cpu: 4 }, async ({ page }) => {
    const { long } = await countTasks(page, async () => {
      await page.goto(`${bed.url}${path}`);
      await press(page);
      await page.waitForTimeout(REST);
    });
    return long;
  });
}
