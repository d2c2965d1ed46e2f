import { createClientId } from '@agent-chat/sdk';
import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { BenchLine } from './bench-line.ts';
import { giveToOperators, startPeer, startProduct, type BenchServer } from './bench-server.ts';
import { median, percentile } from './measure.ts';

/** Clients at once, from few to many; S1 and S2 are told for the middle one. */
const SIZES = [10, 50, 200] as const;
const MIDDLE = 50;
const IN_FLIGHT = 16;
const SATURATED_MS = 2_000;
const PACED_MS = 3_000;
const PACED_RATE = 1_000;
const ROUNDS = 3;

interface Result {
  /** Acknowledged messages a second, saturated, by the number of clients. */
  rates: Record<number, number>;
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
    echo.push(await measure(await startPeer('echo-server'), SIZES));
    plain.push(await measure(await startPeer('sqlite-server'), [MIDDLE]));
    ours.push(await measure(await startProduct(), SIZES));
  }
  const [limit, peer, own] = [echo, plain, ours].map(middle) as [Result, Result, Result];
  return [
    ...SIZES.map((clients) =>
      line(
        clients === MIDDLE ? 'S1' : `S1-${clients}`,
        `durable messages/s, saturated by ${clients} clients, against a bare Socket.IO echo`,
        [own.rates[clients]!, limit.rates[clients]!],
        { least: 0.55, unit: 'msg/s' },
      ),
    ),
    slope(own, limit),
    line(
      'S1-plain',
      '  the plain way (one durable insert a message) against the echo, for comparison',
      [peer.rates[MIDDLE]!, limit.rates[MIDDLE]!],
      { least: 0, unit: 'msg/s' },
    ),
    line('S2-p50', `acknowledgement at ${PACED_RATE} messages/s, p50`, [own.p50, limit.p50], { most: 3, unit: 'ms' }),
    line('S2-p99', `acknowledgement at ${PACED_RATE} messages/s, p99`, [own.p99, limit.p99], { most: 3, unit: 'ms' }),
  ];
}

/** How the rate goes with the number of clients, as an exponent: 0 is a rate that does not change, −1 one that halves when they double. */
function slope(own: Result, limit: Result): BenchLine {
  const [few, , many] = SIZES;
  const exponent = ({ rates }: Result) => Math.log(rates[many]! / rates[few]!) / Math.log(many / few);
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

const middle = (results: Result[]): Result => ({
  rates: Object.fromEntries(
    Object.keys(results[0]!.rates).map((clients) => [clients, median(results.map(({ rates }) => rates[+clients]!))]),
  ),
  p50: median(results.map(({ p50 }) => p50)),
  p99: median(results.map(({ p99 }) => p99)),
});

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

async function measure(server: BenchServer, sizes: readonly number[]): Promise<Result> {
  const result: Result = { rates: {}, p50: 0, p99: 0 };
  for (const clients of sizes) {
    const sockets = await Promise.all(Array.from({ length: clients }, () => connect(server.url)));
    if (server.dataDir) giveToOperators(server.dataDir);
    await saturate(sockets, 500);
    result.rates[clients] = await saturate(sockets, SATURATED_MS);
    if (clients === MIDDLE) {
      const latencies = await pace(sockets);
      Object.assign(result, { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) });
    }
    for (const socket of sockets) socket.close();
  }
  await server.stop();
  return result;
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
