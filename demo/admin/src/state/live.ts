import type { Answer, PageEvent, Tell, Tells } from '@agent-chat/sdk/protocol';
import { io, type Socket } from 'socket.io-client';
import { ApiError, tellSignedOut } from './api.ts';

/** What the console's socket tells: the events of watched conversations, each with its conversation, and that lists have changed. */
export type LiveTells = {
  [E in Tell]: Tells[E] & { conversationId: string };
} & {
  'page:told': { conversationId: string; event: PageEvent };
  'conversations:changed': { id: string };
  'leads:changed': object;
  'texts:changed': { texts: { tag: string; key: string }[] };
  'texts:editors': { editors: TextEditor[] };
  connect: undefined;
  disconnect: undefined;
};

/** Somebody who is changing a text right now; `id` is of his socket. */
export interface TextEditor {
  id: string;
  name: string;
  tag: string;
  key: string;
}

const TIMEOUT = 8000;
const RETRY = 2000;
let socket: Socket | undefined;

function open(): Socket {
  socket ??= connect();
  return socket;
}

/** Socket.IO does not come back by itself after the server has ended or refused a connection, as it does when it restarts. */
function connect(): Socket {
  const made = io('/console', { transports: ['websocket', 'polling'] });
  const again = (): void => void setTimeout(() => made === socket && made.connect(), RETRY);
  made.on('disconnect', (reason) => reason === 'io server disconnect' && again());
  made.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (error.data?.code === 'UNAUTHORIZED') tellSignedOut();
    else if (!made.active) again();
  });
  return made;
}

export function closeLive(): void {
  socket?.disconnect();
  socket = undefined;
}

/** Returns the function that ends it. */
export function on<E extends keyof LiveTells>(event: E, listener: (payload: LiveTells[E]) => void): () => void {
  const from = open();
  from.on(event as string, listener as never);
  return () => void from.off(event as string, listener as never);
}

/** Of this page's own socket. */
export const liveId = (): string | undefined => socket?.id;

/** Throws {@link ApiError}, `OFFLINE` when there is no answer in time. */
export async function ask<T>(event: string, payload: object): Promise<T> {
  const answer: Answer<T> = await open()
    .timeout(TIMEOUT)
    .emitWithAck(event, payload)
    .catch(() => ({ ok: false, error: { code: 'OFFLINE', message: 'The server did not answer' } }));
  if (!answer.ok) throw new ApiError(answer.error);
  return answer;
}
