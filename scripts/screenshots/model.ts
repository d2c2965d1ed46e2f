import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A model of the OpenAI protocol that stops in the middle of its answer until it is let go. */
export interface HeldModel {
  env: Record<string, string>;
  /** The next answer: what is said at once, and what only after `release`. */
  prepare(said: string, held: string): void;
  release(): void;
  stop(): void;
}

export async function startHeldModel(): Promise<HeldModel> {
  let answer = ['', ''];
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const [said, held] = answer as [string, string];
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      if (said) write(response, said);
      waiting.push(() => {
        write(response, held);
        response.end(`${line({}, 'stop')}data: [DONE]\n\n`);
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    env: { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_MODEL: 'demo' },
    prepare: (...next) => void (answer = next),
    release() {
      waiting.forEach((go) => go());
      waiting = [];
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function write(response: ServerResponse, text: string): void {
  for (const token of text.match(/\s*\S+/g) ?? []) response.write(line({ content: token }, null));
}

const line = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 0, model: 'demo', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
