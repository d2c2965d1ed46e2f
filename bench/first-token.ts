import { randomUUID } from 'node:crypto';
import { request, Agent } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import type { BenchLine } from './bench-line.ts';
import { startPeer, startSettledProduct } from './bench-server.ts';
import { median, percentile } from './measure.ts';

const WARM_UP = 20;
const QUESTIONS = 100;

/**
 * S8: what we add to the time to the first token. A visitor's message goes through socket, commit, turn, knowledge, recall and model before its
 * first piece is back; beside it the same stub model asked directly over kept-alive HTTP. The difference is also compared with the direct call.
 */
export async function run(): Promise<BenchLine[]> {
  const model = await startPeer('stub-model');
  const product = await startSettledProduct({ OPENAI_BASE_URL: `${model.url}/v1`, OPENAI_MODEL: 'stub' });
  const socket = await connect(product.url);
  const direct: number[] = [];
  const ours: number[] = [];
  for (let n = 0; n < WARM_UP + QUESTIONS; n += 1) {
    const [own, peer] = [await throughProduct(socket), await directly(model.url)];
    if (n < WARM_UP) continue;
    ours.push(own);
    direct.push(peer);
  }
  socket.close();
  await product.stop();
  await model.stop();
  const added = ours.map((value) => value - median(direct));
  return [
    line('S8-p50', 'time to first token added over a direct call, p50', median(added), 1),
    line('S8-p99', 'time to first token added over a direct call, p99', percentile(added, 0.99), 10),
  ].map((one) => ({ ...one, name: `${one.name} (direct: ${median(direct).toFixed(2)} ms)` }));
}

/** The limit here is the target in milliseconds: nothing may be added beyond it. */
function line(id: string, name: string, ours: number, limit: number): BenchLine {
  return { id, name, ours, limit, ratio: ours / limit, target: 1, unit: 'ms', pass: ours <= limit };
}

function connect(url: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], auth: { protocol: 1 }, forceNew: true });
  return new Promise((resolve, reject) => {
    socket.once('session:opened', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Milliseconds from sending to the first piece of the answer; resolves when the answer is stored. */
async function throughProduct(socket: Socket): Promise<number> {
  const stored = new Promise<void>((resolve) => socket.once('message:end', () => resolve()));
  const started = performance.now();
  const first = new Promise<number>((resolve) =>
    socket.once('message:delta', () => resolve(performance.now() - started)),
  );
  socket.emit('message:send', { clientId: randomUUID(), text: 'Do you also look after cargo bikes?' }, () => undefined);
  const taken = await first;
  await stored;
  return taken;
}

const agent = new Agent({ keepAlive: true });

function directly(url: string): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}/v1/chat/completions`,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (response) => {
        response.once('data', () => resolve(performance.now() - started));
        response.resume();
      },
    );
    call.once('error', reject);
    call.end(
      JSON.stringify({
        model: 'stub',
        stream: true,
        messages: [{ role: 'user', content: 'Do you also look after cargo bikes?' }],
      }),
    );
  });
}
