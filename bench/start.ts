import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchLine } from './bench-line.ts';
import { builtServer } from '../scripts/built-server.ts';
import { startProduct } from './bench-server.ts';
import { median } from './measure.ts';

const ROUNDS = 5;
const BARE = `require('node:http').createServer((q, s) => s.end('ok')).listen(0, '127.0.0.1', () => console.log('up'))`;

/** S16: from the process's start to listening, beside a bare node:http server, and memory when idle. */
export async function run(): Promise<BenchLine[]> {
  builtServer();
  const bare: number[] = [];
  const ours: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await timeBare());
    const started = performance.now();
    const product = await startProduct();
    ours.push(performance.now() - started);
    await delay(1_000);
    memory.push(residentMegabytes(product.pid));
    await product.stop();
  }
  const [own, limit, resident] = [median(ours), median(bare), median(memory)];
  return [
    {
      id: 'S16',
      name: 'start to listening, against a bare node:http',
      ours: own,
      limit,
      ratio: own / limit,
      target: 2.5,
      unit: 'ms',
      pass: own / limit <= 2.5,
    },
    {
      id: 'S16-idle',
      name: 'resident memory when idle',
      ours: resident,
      limit: 95,
      ratio: resident / 95,
      target: 1,
      unit: 'MB',
      pass: resident <= 95,
    },
  ];
}

async function timeBare(): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-bare-'));
  const started = performance.now();
  const child = spawn(process.execPath, ['-e', BARE], { stdio: ['ignore', 'pipe', 'inherit'], cwd: dir });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const taken = performance.now() - started;
  child.kill();
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(dir, { recursive: true });
  return taken;
}

/** Linux only: VmRSS of /proc. */
function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}
