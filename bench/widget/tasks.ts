import type { Page } from 'playwright-core';

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
