import type { Page } from 'playwright-core';
import type { BedPage } from './widget-bed.ts';

/** Milliseconds of a task that a visitor notices, and of two frames. */
const LONG = 50;
const TWO_FRAMES = 33;

export interface Tasks {
  long: number;
  /** Tasks that alone take longer than two frames. */
  late: number;
}

/** Tasks of the page's main thread while `work` runs, by the processor's time: neighbours on the machine do not count. */
export async function countTasks(page: Page, work: () => Promise<unknown>): Promise<Tasks> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(trace.traceEvents.filter(isRendererMain).map(threadOf));
  const times = trace.traceEvents.filter((event) => event.name === 'RunTask' && mains.has(threadOf(event)));
  // The first tasks are the tracer's own beginning.
  const taken = times.slice(5).map(({ tdur = 0 }) => tdur / 1000);
  return { long: taken.filter((ms) => ms > LONG).length, late: taken.filter((ms) => ms > TWO_FRAMES).length };
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args: { name?: string };
}
const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
const isRendererMain = ({ name, args }: TraceEvent): boolean =>
  name === 'thread_name' && args.name === 'CrRendererMain';

/** Milliseconds of processor time that the main thread has spent so far. */
export async function mainThreadTime({ cdp }: BedPage): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
}

export async function heapBytes({ cdp }: BedPage): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}

/** Milliseconds from navigation until the page's button was painted: `watch.js` on the page writes it down. */
export async function buttonShownAfter(page: Page): Promise<number> {
  await page.waitForFunction(() => 'shownAt' in globalThis, undefined, { polling: 100 });
  return page.evaluate(() => (globalThis as unknown as { shownAt: number }).shownAt);
}

/** Milliseconds from a click on the launcher until the visitor can type. */
export async function clickToReady(page: Page): Promise<number> {
  await page.evaluate(() => {
    const state = globalThis as unknown as { readyAfter?: number };
    const root = document.querySelector('agent-chat')!.shadowRoot!;
    root.querySelector('.launcher')!.addEventListener('click', ({ timeStamp: clicked }) => {
      const look = (): void => {
        if (root.activeElement?.localName === 'textarea') state.readyAfter = performance.now() - clicked;
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  });
  await page.click('agent-chat >> .launcher');
  await page.waitForFunction(() => 'readyAfter' in globalThis, undefined, { polling: 100 });
  return page.evaluate(() => (globalThis as unknown as { readyAfter: number }).readyAfter);
}

/** Milliseconds from a click on the launcher until the last message reads `text`. */
export async function clickToMessage(page: Page, text: string): Promise<number> {
  await page.evaluate((wanted) => {
    const state = globalThis as unknown as { shownAfter?: number };
    const root = document.querySelector('agent-chat')!.shadowRoot!;
    root.querySelector('.launcher')!.addEventListener('click', ({ timeStamp: clicked }) => {
      const look = (): void => {
        const texts = root.querySelectorAll('.text');
        if (texts[texts.length - 1]?.textContent === wanted) state.shownAfter = performance.now() - clicked;
        else requestAnimationFrame(look);
      };
      look();
    });
  }, text);
  await page.click('agent-chat >> .launcher');
  await page.waitForFunction(() => 'shownAfter' in globalThis, undefined, { polling: 100 });
  return page.evaluate(() => (globalThis as unknown as { shownAfter: number }).shownAfter);
}

export function countElements(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('agent-chat')!.shadowRoot!.querySelectorAll('*').length);
}
