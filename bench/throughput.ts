import { createClientId } from '@agent-chat/sdk';
import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { BenchLine } from './bench-line.ts';
import { giveToOperators, startPeer, startSettledProduct, type BenchServer } from './bench-server.ts';
import { median, percentile } from './measure.ts';

/** Clients at once, from few to many; S1 is told for the middle one, S2 for the most. */
const SIZES = [10, 50, 200] as const;
const MIDDLE = 50;
const MOST = 200;
const IN_FLIGHT = 16;
const SATURATED_WARM_UP_MS = 500;
const SATURATED_MS = 2_000;
const PACED_WARM_UP_MS = 2_000;
const PACED_MS = 4_000;
const PACED_RATE = 1_000;
const ROUNDS = 3;

/** Acknowledged messages a second, saturated, by the number of clients. */
type Rates = Record<number, number>;

/** Milliseconds from send to acknowledgement at a paced rate. */
interface Latency {
  p50: number;
  p99: number;
}

type Start = () => Promise<BenchServer>;
const startEcho: Start = () => startPeer('echo-server');
const startPlain: Start = () => startPeer('sqlite-server');

/**
 * S1 and S2: durable messages against a bare Socket.IO server that acknowledges at once, and beside the plain way. Conversations are in an
 * operator's hands, so that no answers are made: what is measured is receiving. Each server is fresh and warmed up by what is measured: paced ones have
 * not been saturated before, which would leave a backlog to index at the one and nothing at the other.
 */
export async function run(): Promise<BenchLine[]> {
  const saturated = { echo: [] as Rates[], plain: [] as Rates[], ours: [] as Rates[] };
  const paced = { echo: [] as Latency[], plain: [] as Latency[], ours: [] as Latency[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    saturated.echo.push(await measureRates(startEcho, SIZES));
    saturated.plain.push(await measureRates(startPlain, [MIDDLE]));
    saturated.ours.push(await measureRates(startSettledProduct, SIZES));
    paced.echo.push(await measureLatency(startEcho));
    paced.plain.push(await measureLatency(startPlain));
    paced.ours.push(await measureLatency(startSettledProduct));
  }
  const [limit, peer, own] = [saturated.echo, saturated.plain, saturated.ours].map(middleRates) as [
    Rates,
    Rates,
    Rates,
  ];
  const latency = (whose: keyof typeof paced, of: keyof Latency) => median(paced[whose].map((one) => one[of]));
  return [
    ...SIZES.map((clients) =>
      line(
        clients === MIDDLE ? 'S1' : `S1-${clients}`,
        `durable messages/s, saturated by ${clients} clients, against a bare Socket.IO echo`,
        [own[clients]!, limit[clients]!],
        { least: 0.55, unit: 'msg/s' },
      ),
    ),
    slope(own, limit),
    line(
      'S1-plain',
      '  the plain way (one durable insert a message) against the echo, for comparison',
      [peer[MIDDLE]!, limit[MIDDLE]!],
      { least: 0, unit: 'msg/s' },
    ),
    ...(['p50', 'p99'] as const).flatMap((of) => [
      line(
        `S2-${of}`,
        `acknowledgement at ${PACED_RATE} messages/s of ${MOST} clients, ${of}`,
        [latency('ours', of), latency('echo', of)],
        { most: 3, unit: 'ms' },
      ),
      line(
        `S2-${of}-plain`,
        '  the plain way against the echo, for comparison: what the disk takes',
        [latency('plain', of), latency('echo', of)],
        { most: Infinity, unit: 'ms' },
      ),
    ]),
  ];
}

/** How the rate goes with the number of clients, as an exponent: 0 is a rate that does not change, −1 one that halves when they double. */
function slope(own: Rates, limit: Rates): BenchLine {
  const [few, , many] = SIZES;
  const exponent = (rates: Rates) => Math.log(rates[many]! / rates[few]!) / Math.log(many / few);
  const [ours, theirs] = [exponent(own), exponent(limit)];
  return {
    id: 'S1-slope',
    name: `growth of the rate from ${few} to ${many} clients, an exponent; the echo's beside it`,
    ours,
    limit: theirs,
    ratio: ours - theirs,
    target: -0.1,
    unit: '',
    pass: ours - theirs >= -0.1,
  };
}

const middleRates = (results: Rates[]): Rates =>
  Object.fromEntries(
    Object.keys(results[0]!).map((clients) => [clients, median(results.map((rates) => rates[+clients]!))]),
  );

function line(
  id: string,
  name: string,
  [ours, limit]: [ours: number, limit: number],
  { least, most, unit }: { least?: number; most?: number; unit: string },
): BenchLine {
  const ratio = ours / limit;
  const pass = least === undefined ? ratio <= most! : ratio >= least;
  return { id, name, ours, limit, ratio, target: (least ?? most)!, unit, pass };
}

function measureRates(start: Start, sizes: readonly number[]): Promise<Rates> {
  return withClients(start, sizes, async (sockets) => {
    await saturate(sockets, SATURATED_WARM_UP_MS);
    return saturate(sockets, SATURATED_MS);
  });
}

async function measureLatency(start: Start): Promise<Latency> {
  const latencies = await withClients(start, [MOST], async (sockets) => {
    await pace(sockets, PACED_WARM_UP_MS);
    return pace(sockets, PACED_MS);
  });
  return { p50: percentile(latencies[MOST]!, 0.5), p99: percentile(latencies[MOST]!, 0.99) };
}

/** What `work` answers on one server with so many clients, by their number. */
async function withClients<T>(
  start: Start,
  sizes: readonly number[],
  work: (sockets: Socket[]) => Promise<T>,
): Promise<Record<number, T>> {
  const server = await start();
  const results: Record<number, T> = {};
  for (const clients of sizes) {
    const sockets = await Promise.all(Array.from({ length: clients }, () => connect(server.url)));
    if (server.dataDir) giveToOperators(server.dataDir);
    results[clients] = await work(sockets);
    for (const socket of sockets) socket.close();
  }
  await server.stop();
  return results;
}

function connect(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], auth: { protocol: 1 }, forceNew: true });
  return new Promise((resolve, reject) => {
    socket.once('session:opened', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

async function send(socket: Socket): Promise<void> {
  const answer = await socket.timeout(20_000).emitWithAck('message:send', {
    clientId: createClientId(),
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

async function pace(sockets: Socket[], ms: number): Promise<number[]> {
  const latencies: number[] = [];
  const open: Promise<void>[] = [];
  const started = performance.now();
  for (let sent = 0; performance.now() - started < ms;) {
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
