import Sqlite from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { BenchLine } from './bench-line.ts';
import { startPeer, startProduct, type BenchServer } from './bench-server.ts';
import { median, percentile } from './measure.ts';

const CLIENTS = 50;
const IN_FLIGHT = 16;
const SATURATED_MS = 3_000;
const PACED_MS = 3_000;
const PACED_RATE = 1_000;
const ROUNDS = 3;

interface Result {
  /** Acknowledged messages a second, saturated. */
  rate: number;
  /** Milliseconds from send to acknowledgement at a paced rate. */
  p50: number;
  p99: number;
}

/**
 * S1 and S2: durable messages against a bare Socket.IO server that acknowledges at once, and beside the plain way. Conversations are in an
 * operator's hands, so that no answers are made: what is measured is receiving.
 */
export async function run(): Promise<BenchLine[]> {
  const echo: Result[] = [];
  const plain: Result[] = [];
  const ours: Result[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    echo.push(await measure(await startPeer('echo-server')));
    plain.push(await measure(await startPeer('sqlite-server')));
    ours.push(await measure(await startProduct()));
  }
  const [limit, peer, own] = [echo, plain, ours].map(middle) as [Result, Result, Result];
  return [
    line(
      'S1',
      'durable messages/s, saturated, against a bare Socket.IO echo',
      own.rate,
      limit.rate,
      0.55,
      'msg/s',
      'least',
    ),
    line(
      'S1-plain',
      '  the plain way (one durable insert a message) against the echo, for comparison',
      peer.rate,
      limit.rate,
      0,
      'msg/s',
      'least',
    ),
    line('S2-p50', `acknowledgement at ${PACED_RATE} messages/s, p50`, own.p50, limit.p50, 3, 'ms', 'most'),
    line('S2-p99', `acknowledgement at ${PACED_RATE} messages/s, p99`, own.p99, limit.p99, 3, 'ms', 'most'),
  ];
}

const middle = (results: Result[]): Result => ({
  rate: median(results.map(({ rate }) => rate)),
  p50: median(results.map(({ p50 }) => p50)),
  p99: median(results.map(({ p99 }) => p99)),
});

function line(
  id: string,
  name: string,
  ours: number,
  limit: number,
  target: number,
  unit: string,
  bound: 'least' | 'most',
): BenchLine {
  const ratio = ours / limit;
  return { id, name, ours, limit, ratio, target, unit, pass: bound === 'least' ? ratio >= target : ratio <= target };
}

async function measure(server: BenchServer): Promise<Result> {
  const sockets = await Promise.all(Array.from({ length: CLIENTS }, () => connect(server.url)));
  if (server.dataDir) giveToOperators(server.dataDir);
  await saturate(sockets, 500);
  const rate = await saturate(sockets, SATURATED_MS);
  const latencies = await pace(sockets);
  for (const socket of sockets) socket.close();
  await server.stop();
  return { rate, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
}

function connect(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], auth: { protocol: 1 }, forceNew: true });
  return new Promise((resolve, reject) => {
    socket.once('session:opened', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

function giveToOperators(dataDir: string): void {
  const database = new Sqlite(join(dataDir, 'agent-chat.sqlite'));
  database.pragma('busy_timeout = 5000');
  database.prepare(`update conversations set handler = 'operator'`).run();
  database.close();
}

async function send(socket: Socket): Promise<void> {
  const answer = await socket.timeout(20_000).emitWithAck('message:send', {
    clientId: randomUUID(),
    text: 'How much is a basic tune-up, and how long does it take?',
  });
  if (!answer.ok) throw new Error(`refused: ${answer.error.code}`);
}

/** Acknowledged messages a second with a full window on each socket. */
async function saturate(sockets: Socket[], ms: number): Promise<number> {
  const until = performance.now() + ms;
  let sent = 0;
  const window = async (socket: Socket): Promise<void> => {
    while (performance.now() < until) {
      await send(socket);
      sent += 1;
    }
  };
  const started = performance.now();
  await Promise.all(sockets.flatMap((socket) => Array.from({ length: IN_FLIGHT }, () => window(socket))));
  return (sent / (performance.now() - started)) * 1000;
}

async function pace(sockets: Socket[]): Promise<number[]> {
  const latencies: number[] = [];
  const open: Promise<void>[] = [];
  const started = performance.now();
  for (let sent = 0; performance.now() - started < PACED_MS;) {
    const due = ((performance.now() - started) / 1000) * PACED_RATE;
    for (; sent < due; sent += 1) {
      const at = performance.now();
      open.push(send(sockets[sent % sockets.length]!).then(() => void latencies.push(performance.now() - at)));
    }
    await delay(1);
  }
  await Promise.all(open);
  return latencies;
}
