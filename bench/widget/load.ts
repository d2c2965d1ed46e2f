import type { BenchLine } from '../bench-line.ts';
import { median } from '../measure.ts';
import { on, withBed, type BedPage, type WidgetBed } from './bed.ts';
import { line } from './line.ts';
import { LAUNCHER } from './pages.ts';
import { clickTo, shownAfter } from './probes.ts';

const ROUNDS = 3;
const SLOW = { cpu: 4, slowNetwork: true };

/** W2 to W4: what comes over the wire, and how long a slow phone on a slow network waits for it. */
export function run(): Promise<BenchLine[]> {
  return withBed(async ({ bed }) => [
    ...(await measureBytes(bed)),
    await measureLauncher(bed),
    line('W4', 'click to composer, slow', await repeat(bed, '/chat.html', clickTo), 350, 'ms'),
    line(
      'W4-hover',
      'click to composer, slow, after a second of hovering',
      await repeat(bed, '/chat.html', hover),
      60,
      'ms',
    ),
    line(
      'W4-open',
      'navigation to ready, slow, opened by its attribute',
      await repeat(bed, '/opened.html', shownAfter),
      800,
      'ms',
    ),
  ]);
}

async function repeat(
  bed: WidgetBed,
  path: string,
  measure: (page: BedPage['page']) => Promise<number>,
): Promise<number> {
  const results: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) results.push(await on(bed, path, SLOW, ({ page }) => measure(page)));
  return median(results);
}

async function measureLauncher(bed: WidgetBed): Promise<BenchLine> {
  const limit = await repeat(bed, '/button.html', shownAfter);
  const ours = await repeat(bed, '/chat.html', shownAfter);
  const name = 'launcher visible, slow, against a script that adds a button';
  const ratio = ours / limit;
  return { id: 'W3', name, ours, limit, ratio, target: 1.15, unit: 'ms', pass: ratio <= 1.15 };
}

async function hover(page: BedPage['page']): Promise<number> {
  await page.hover(LAUNCHER);
  await page.waitForTimeout(1_000);
  return clickTo(page);
}

/**
 * What had come when the visitor could type; what a chat fetches afterwards takes longer than that on a slow network. A browser asks every site
 * for its icon by itself.
 */
async function measureBytes(bed: WidgetBed): Promise<BenchLine[]> {
  return on(bed, '/opened.html', SLOW, async ({ page }) => {
    const ready = await shownAfter(page);
    const sizes = await page.evaluate((until) => {
      const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const own = all.filter(
        ({ name, responseEnd }) => !/\/(watch.js|favicon.ico)$/.test(name) && responseEnd <= until,
      );
      return own.map(({ encodedBodySize }) => encodedBodySize);
    }, ready);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return [
      line('W2-wire', 'bytes on the wire until ready to type', bytes, 24_000, 'bytes'),
      line('W2-asked', 'requests until ready to type', sizes.length, 3, 'requests'),
    ];
  });
}
