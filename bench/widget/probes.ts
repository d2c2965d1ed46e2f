import type { Page } from 'playwright-core';
import type { BedPage } from './bed.ts';

/** Milliseconds of processor time that the main thread has spent so far. */
export async function mainThreadTime({ cdp }: BedPage): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
}

export async function heapBytes({ cdp }: BedPage): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}

/** Milliseconds from navigation until what `watch.js` on the page waits for was painted. */
export async function shownAfter(page: Page): Promise<number> {
  await page.waitForFunction(() => 'shownAt' in globalThis, undefined, { polling: 100 });
  return page.evaluate(() => (globalThis as unknown as { shownAt: number }).shownAt);
}

/** Milliseconds from a click on the launcher until the visitor can type; with `text`, until the last message reads so. */
export async function clickTo(page: Page, text?: string): Promise<number> {
  await page.evaluate((wanted) => {
    const root = document.querySelector('agent-chat')!.shadowRoot!;
    const launcher = root.querySelector('.launcher')!;
    const isReached = (): boolean =>
      wanted === undefined
        ? root.activeElement?.localName === 'textarea'
        : [...root.querySelectorAll('.text')].at(-1)?.textContent === wanted;
    (globalThis as unknown as Watched).reached = new Promise((resolve) => {
      launcher.addEventListener('click', ({ timeStamp: clicked }) => {
        const look = (): unknown => (isReached() ? resolve(performance.now() - clicked) : requestAnimationFrame(look));
        requestAnimationFrame(look);
      });
    });
  }, text);
  await press(page);
  return page.evaluate(() => (globalThis as unknown as Watched).reached);
}

/**
 * Presses the page's button or the launcher, by its place. Here and above the page waits by itself: Playwright's selectors bring a script
 * that a slow phone runs for longer than the chat's.
 */
export async function press(page: Page): Promise<void> {
  const { x, y } = await page.evaluate(() => {
    const chat = document.querySelector('agent-chat')?.shadowRoot;
    const button = (chat ?? document).querySelector('button')!;
    return button.getBoundingClientRect().toJSON() as DOMRect;
  });
  await page.mouse.click(x + 8, y + 8);
}

interface Watched {
  reached: Promise<number>;
}

export function countElements(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('agent-chat')?.shadowRoot?.querySelectorAll('*').length ?? 0);
}
