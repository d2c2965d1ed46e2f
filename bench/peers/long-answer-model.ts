/**
 * A model server of the OpenAI protocol that answers with 2,000 tokens of Markdown, 200 a second. Its last word is the time (Unix milliseconds)
 * at which it was sent. Prints its port.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const TOKENS = 2_000;
const PER_SECOND = 200;
const PARAGRAPH = `A **basic tune-up** takes about an hour, and we never fit parts without asking first. The [price list](https://example.com/prices) names every service, so that nothing comes as a surprise when you collect the bicycle in the evening.

- gears and *brakes* adjusted
- all bolts checked, \`M5\` and larger ones twice
- tyres pumped up

`;
const words = PARAGRAPH.match(/\s*\S+|\s+$/g)!;

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const started = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.min(TOKENS, ((performance.now() - started) / 1000) * PER_SECOND);
      for (; sent < due; sent += 1) write(response, words[sent % words.length]!);
      if (sent < TOKENS) return;
      clearInterval(timer);
      write(response, `\n\nSent at ${Date.now()}`);
      write(response, '', 'stop');
      response.end('data: [DONE]\n\n');
    }, 5);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as AddressInfo).port}`));

function write(response: ServerResponse, content: string, finish: string | null = null): void {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }];
  response.write(
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'stub', choices })}\n\n`,
  );
}
