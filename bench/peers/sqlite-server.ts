/** The plain way: Socket.IO and better-sqlite3 in the main thread, one durable insert a message. Prints its port. */
import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from 'socket.io';

const dir = mkdtempSync(join(tmpdir(), 'bench-peer-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
process.on('SIGTERM', () => process.exit(0));
const database = new Sqlite(join(dir, 'peer.sqlite'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table messages (id integer primary key, client_id text unique, text text)');
const insert = database.prepare('insert into messages (client_id, text) values (?, ?)');

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => {
  socket.emit('session:opened', {});
  socket.on('message:send', (payload: { clientId: string; text: string }, acknowledge: (answer: unknown) => void) => {
    const { lastInsertRowid } = insert.run(payload.clientId, payload.text);
    acknowledge({ ok: true, message: { ...payload, seq: Number(lastInsertRowid) } });
  });
});
http.listen(0, '127.0.0.1', () => console.log(`listening on ${(http.address() as AddressInfo).port}`));
