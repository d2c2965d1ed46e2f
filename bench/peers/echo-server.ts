/** The limit: a bare Socket.IO server that acknowledges at once. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => {
  socket.emit('session:opened', {});
  socket.on('message:send', (payload: { text: string }, acknowledge: (answer: unknown) => void) => {
    acknowledge({ ok: true, message: { ...payload, seq: 1 } });
  });
});
http.listen(0, '127.0.0.1', () => console.log(`listening on ${(http.address() as AddressInfo).port}`));
