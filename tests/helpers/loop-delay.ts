import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

const ROUNDS = 3;

/**
 * By how many milliseconds (99th percentile) `work` makes the event loop later than it is on this machine while nothing runs. The least of three
 * rounds: whatever else the machine does can only add to it.
 */
export async function loopDelay(work: (round: number) => Promise<unknown>): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const idle = await percentile(() => delay(300));
    rounds.push((await percentile(() => work(round))) - idle);
  }
  return Math.min(...rounds);
}

async function percentile(work: () => Promise<unknown>): Promise<number> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await work();
  histogram.disable();
  return histogram.percentile(99) / 1e6;
}
