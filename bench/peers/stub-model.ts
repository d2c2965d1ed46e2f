/** A model server of the OpenAI protocol that answers at once with a few tokens. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const chunk = (content: string, finish: string | null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'stub', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk('A basic', null));
    response.write(chunk(' tune-up costs €49.', null));
    response.end(chunk('', 'stop') + 'data: [DONE]\n\n');
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as AddressInfo).port}`));
