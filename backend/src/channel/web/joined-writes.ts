import type { Socket as NetSocket } from 'node:net';
import type { Server } from 'socket.io';

/** As far as the transports of engine.io show it: only a websocket has one of these. */
interface Connection {
  transport: { socket?: { _socket?: NetSocket } };
}

/**
 * What is told to one client in one go leaves in one write: acknowledgements come in groups, and a call of the system for each frame costs more
 * than making the frame.
 */
export function joinWrites(io: Server): void {
  io.engine.on('flush', ({ transport }: Connection) => {
    const socket = transport.socket?._socket;
    if (!socket || socket.writableCorked > 0) return;
    socket.cork();
    process.nextTick(() => socket.uncork());
  });
}
