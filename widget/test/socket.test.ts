import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Server, type Socket } from 'socket.io';
import { io as fullIo } from 'socket.io-client';
import { io as lightIo, type ChatSocket, type SocketOptions } from '../src/socket/io.ts';

const clients = {
  light: lightIo,
  full: (server: string, options: SocketOptions) =>
    fullIo(server, { ...options, autoConnect: false, forceNew: true, reconnection: false }) as unknown as ChatSocket,
};

for (const [name, io] of Object.entries(clients)) {
  describe(`the ${name} socket client`, () => {
    let http: HttpServer;
    let server: Server;
    let address: string;

    before(async () => {
      http = createServer();
      server = new Server(http, { pingInterval: 100, pingTimeout: 100 });
      server.use((socket, next) => {
        const { token } = socket.handshake.auth as { token?: string };
        next(token === 'wrong' ? Object.assign(new Error('no'), { data: { code: 'UNAUTHORIZED' } }) : undefined);
      });
      server.on('connection', (socket: Socket) => {
        socket.emit('session:opened', { token: socket.handshake.auth.token });
        socket.on('message:send', (payload, answer) => answer({ ok: true, payload }));
        socket.on('link:create', () => undefined);
        socket.on('typing:set', () => socket.disconnect(true));
      });
      http.listen(0, '127.0.0.1');
      await once(http, 'listening');
      address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    });
    after(() => server.close());

    function open(token: string, transports = ['websocket'], to = address) {
      const socket = io(to, { transports, timeout: 2000, auth: (give) => give({ token }) });
      const told: [string, unknown][] = [];
      const waiting: (() => void)[] = [];
      const tell = (event: string, detail: unknown) => {
        told.push([event, detail]);
        waiting.splice(0).forEach((wake) => wake());
      };
      socket.onAny((event, payload) => tell(event, payload));
      socket.on('connect_error', (error) => tell('connect_error', error));
      socket.on('disconnect', () => tell('disconnect', undefined));
      socket.connect();
      const until = async (count: number) => {
        while (told.length < count) await new Promise<void>((wake) => waiting.push(wake));
        return told[count - 1]!;
      };
      return { socket, told, until };
    }

    test('carries the handshake to the server and its events back', async () => {
      const { socket, until } = open('t1');
      assert.deepEqual(await until(1), ['session:opened', { token: 't1' }]);
      socket.disconnect();
    });

    test('resolves a question with its own answer, whatever the text', async () => {
      const { socket, until } = open('t2');
      await until(1);
      const texts = ['[1]', '{"a":1}', '', 'ё\u2028"\\'];
      const answers = await Promise.all(
        texts.map((text) => socket.timeout(1000).emitWithAck('message:send', { text })),
      );
      assert.deepEqual(
        answers,
        texts.map((text) => ({ ok: true, payload: { text } })),
      );
      socket.disconnect();
    });

    test('rejects a question that nobody answers in time', async () => {
      const { socket, until } = open('t3');
      await until(1);
      await assert.rejects(socket.timeout(30).emitWithAck('link:create', {}));
      socket.disconnect();
    });

    test('rejects what is open when the connection goes, and tells of it once', async () => {
      const { socket, told, until } = open('t4');
      await until(1);
      const question = socket.timeout(1000).emitWithAck('link:create', {});
      await Promise.all([
        assert.rejects(question),
        socket
          .timeout(1000)
          .emitWithAck('typing:set', {})
          .catch(() => undefined),
      ]);
      await until(2);
      assert.deepEqual(
        told.map(([event]) => event),
        ['session:opened', 'disconnect'],
      );
    });

    test('hands over why the server refused the handshake', async () => {
      const { until } = open('wrong');
      const [event, error] = await until(1);
      assert.equal(event, 'connect_error');
      assert.deepEqual((error as { data: unknown }).data, { code: 'UNAUTHORIZED' });
    });

    test('stays connected by answering pings, and comes back when it is told to', async () => {
      const { socket, told, until } = open('t5');
      await until(1);
      await new Promise((done) => setTimeout(done, 450));
      assert.equal(told.length, 1);
      socket.disconnect();
      socket.connect();
      assert.equal((await until(3))[0], 'session:opened');
      socket.disconnect();
    });

    test('tells when there is no server', async () => {
      const { until } = open('t6', ['websocket'], 'http://127.0.0.1:9');
      const [event, error] = await until(1);
      assert.equal(event, 'connect_error');
      assert.equal((error as { data?: unknown }).data, undefined);
    });

    test('works by long polling once that is allowed', async () => {
      const { socket, until } = open('t7', ['polling']);
      assert.deepEqual(await until(1), ['session:opened', { token: 't7' }]);
      assert.deepEqual(await socket.timeout(1000).emitWithAck('message:send', 1), { ok: true, payload: 1 });
      socket.disconnect();
    });
  });
}
