import { io, type Socket } from 'socket.io-client';
import type { SocketOptions } from './io.ts';

/** Socket.IO's own client, which can poll; `tell` hears of everything under the event's name. */
export function createFullClient(
  server: string,
  options: SocketOptions,
  tell: { any(event: string, payload: unknown): void; end(event: string, detail: unknown): void },
): Socket {
  const full = io(server, { ...options, forceNew: true, autoConnect: false, reconnection: false });
  full.onAny(tell.any);
  for (const event of ['connect_error', 'disconnect']) full.on(event, (detail: unknown) => tell.end(event, detail));
  return full;
}
