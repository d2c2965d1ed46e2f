/**
 * `npm run bench [-- name … --into folder]`: each line is ours beside a limit measured in the same run, their ratio and its target. `widget` stands for
 * everything that begins with `widget-`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchLine } from './bench-line.ts';

const benches: Record<string, () => Promise<{ run(): Promise<BenchLine[]> }>> = {
  throughput: () => import('./throughput.ts'),
  'first-token': () => import('./first-token.ts'),
  telegram: () => import('./telegram.ts'),
  recall: () => import('./recall.ts'),
  bytes: () => import('./bytes.ts'),
  'widget-load': () => import('./widget/load.ts'),
  'widget-open': () => import('./widget/open.ts'),
  'widget-stream': () => import('./widget/stream.ts'),
  'widget-history': () => import('./widget/history.ts'),
  'widget-looks': () => import('./widget/looks.ts'),
  start: () => import('./start.ts'),
  export: () => import('./export.ts'),
};

const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: { into: { type: 'string', default: fileURLToPath(new URL('results', import.meta.url)) } },
});
const isCalled = (bench: string, name: string) => bench === name || bench.startsWith(`${name}-`);
const unknown = wanted.filter((name) => !Object.keys(benches).some((bench) => isCalled(bench, name)));
if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

const lines: BenchLine[] = [];
for (const [name, load] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.some((asked) => isCalled(name, asked))) continue;
  console.log(`\n${name}`);
  for (const line of await (await load()).run()) {
    lines.push(line);
    console.log(format(line));
  }
}
mkdirSync(values.into, { recursive: true });
writeFileSync(
  join(values.into, 'latest.json'),
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, lines }, undefined, 2)}\n`,
);
console.log(`\n${lines.filter(({ pass }) => pass).length} of ${lines.length} within their targets`);

function format({ id, name, ours, limit, ratio, target, unit, pass }: BenchLine): string {
  const figure = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 4 });
  return `  ${pass ? '✔' : '✖'} ${id.padEnd(10)} ${name}: ${figure(ours)} ${unit}, limit ${figure(limit)} ${unit}, ratio ${figure(ratio)} (target ${figure(target)})`;
}
