import { measureWidget } from '../widget/scripts/size.ts';
import type { BenchLine } from './bench-line.ts';

/** W1 and W2: what a page pays before the visitor shows intent, and until he can read and type. The limits are the targets. */
export async function run(): Promise<BenchLine[]> {
  const { launcher, open } = measureWidget();
  return [
    line('W1', 'launcher, brotli', launcher, 2_000),
    line('W2', 'until open and ready to type, brotli, texts included', open, 24_000),
  ];
}

function line(id: string, name: string, ours: number, limit: number): BenchLine {
  return { id, name, ours, limit, ratio: ours / limit, target: 1, unit: 'bytes', pass: ours <= limit };
}
