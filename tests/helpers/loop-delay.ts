import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** By how many milliseconds (99th percentile) `work` makes the event loop later than it is on this machine while nothing runs. */
export async function loopDelay(work: () => Promise<unknown>): Promise<number> {
  const idle = await percentile(() => delay(300));
  return (await percentile(work)) - idle;
}

async function percentile(work: () => Promise<unknown>): Promise<number> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await work();
  histogram.disable();
  return histogram.percentile(99) / 1e6;
}
