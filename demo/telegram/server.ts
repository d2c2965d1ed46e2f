import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { handleApi, type ApiContext } from './api-routes.ts';
import { handleFile } from './file-routes.ts';
import type { People } from './people.ts';
import { handlePhone } from './phone-routes.ts';

export interface EmulatorServer {
  /** Resolves with the address, without a slash at the end. */
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
}

export interface ServerContext extends ApiContext {
  people: People;
}

export function createEmulatorServer(context: ServerContext): EmulatorServer {
  const server = createServer((request, response) => {
    handle(context, request, response).catch((error: unknown) => {
      console.error('telegram emulator:', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return {
    listen(port, host) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      server.once('error', reject);
      server.listen(port, host, () => {
        const { address, port: bound } = server.address() as AddressInfo;
        resolve(`http://${address.includes(':') ? `[${address}]` : address}:${bound}`);
      });
      return promise;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(context: ServerContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await handleApi(context, request, response)) return;
  if (handleFile(context.world, request, response)) return;
  if (await handlePhone(context, request, response)) return;
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ok: false, error_code: 404, description: 'Not Found' }));
}
