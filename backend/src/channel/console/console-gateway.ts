import type { Namespace, Socket } from 'socket.io';
import type { Access, Account } from '../../access/access.ts';
import { isOwnOrigin } from '../../access/own-origin.ts';
import { createLimiter } from '../../access/rate-limit.ts';
import { sessionTokenOf } from '../../access/session-cookie.ts';
import type { Conversations } from '../../conversation/conversations.ts';
import type { Live, LiveEvent } from '../../conversation/live.ts';
import { AppError, errorView } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { Log } from '../../telemetry/log.ts';
import type { TurnRunner } from '../../turn/turn-runner.ts';
import { roomOf, type AskContext } from './asks.ts';
import { createChangeTeller } from './change-teller.ts';
import { handleAsk } from './handle-ask.ts';
import { createTextEditors } from './text-editors.ts';

export interface ConsoleGatewayOptions {
  /** `/console` of the Socket.IO server. */
  namespace: Namespace;
  access: Access;
  conversations: Conversations;
  live: Live;
  database: Database;
  turns: Pick<TurnRunner, 'state'>;
  log: Log;
  /** Address that people use; its origin may connect besides the host that was asked. */
  publicUrl?: string;
}

/** The live side of the console. */
export interface ConsoleGateway {
  /** A lead came or was changed: a moment later, when its transaction is done, open tables read again. */
  leadsChanged(): void;
  /** Texts were changed in their files. */
  textsChanged(texts: { tag: string; key: string }[]): void;
  close(): void;
}

interface SocketData {
  account: Account;
  token: string;
}

/** How often a session is looked at again while its socket is silent. */
const SESSION_CHECK = 60_000;
const ASKS = { points: 120, seconds: 10 };
/** Events after which the list of conversations looks different. */
const LISTED = new Set<LiveEvent['event']>(['message:added', 'message:end', 'message:read', 'conversation:changed']);

export function createConsoleGateway(options: ConsoleGatewayOptions): ConsoleGateway {
  const { namespace, access, live, log } = options;
  const limiter = createLimiter(ASKS);
  const changes = createChangeTeller((id) => namespace.emit('conversations:changed', { id }));
  const textEditors = createTextEditors(namespace);
  const leads = createChangeTeller(() => namespace.emit('leads:changed', {}));

  namespace.use((socket, next) => {
    admit(socket, options).then(
      () => next(),
      (error: unknown) => next(Object.assign(new Error('refused'), { data: errorView(error) })),
    );
  });

  namespace.on('connection', (socket: Socket) => {
    const { account, token } = socket.data as SocketData;
    const context: AskContext & { log: Log } = { ...options, socket, account, textEditors, log };
    const check = setInterval(() => void dropWithoutSession(socket, access), SESSION_CHECK).unref();
    socket.on('disconnect', () => {
      clearInterval(check);
      textEditors.set(socket, undefined);
    });
    socket.onAny((event: unknown, ...args: unknown[]) => {
      const acknowledge = args.findLast((arg) => typeof arg === 'function') as ((answer: object) => void) | undefined;
      void answer(event, args[0], context, token).then((result) => acknowledge?.(result));
    });
  });

  async function answer(
    event: unknown,
    payload: unknown,
    context: AskContext & { log: Log },
    token: string,
  ): Promise<object> {
    try {
      const taken = limiter.take(context.socket.id);
      if (!taken.ok) throw new AppError('RATE_LIMITED', 'Too many asks', { retryAfter: taken.retryAfter });
      if (!(await access.session(token))) throw sessionOver();
    } catch (error) {
      return { ok: false, error: errorView(error) };
    }
    return handleAsk(event, payload, context);
  }

  const unsubscribe = live.subscribe((event) => {
    const { conversationId, payload, except = '' } = event;
    const room = roomOf(conversationId);
    // Socket.IO encodes a packet even for an empty room, and most conversations are watched by nobody.
    if (namespace.adapter.rooms.has(room)) {
      namespace
        .to(room)
        .except(except)
        .emit(event.event, { conversationId, ...payload });
      if (event.event === 'message:added' && event.payload.message.role === 'visitor') {
        live.emit({ conversationId, event: 'message:delivered', payload: { seq: event.payload.message.seq } });
      }
    }
    if (LISTED.has(event.event)) changes.add(event.conversationId);
  });

  return {
    leadsChanged: () => leads.add('leads'),
    textsChanged: (texts) => void namespace.emit('texts:changed', { texts }),
    close() {
      unsubscribe();
      changes.stop();
      leads.stop();
      namespace.disconnectSockets(true);
    },
  };
}

/** Throws when the socket may not connect. A browser tells its `Origin` with every websocket; only tools leave it out. */
async function admit(socket: Socket, { access, publicUrl }: ConsoleGatewayOptions): Promise<void> {
  const { origin, host, cookie } = socket.handshake.headers;
  if (origin && !isOwnOrigin(origin, host, publicUrl)) {
    throw new AppError('ORIGIN_FORBIDDEN', 'Another site may not open the console', {
      hint: 'Behind a proxy, set PUBLIC_URL to the address that people use.',
    });
  }
  const token = sessionTokenOf(cookie);
  const account = token && (await access.session(token));
  if (!token || !account) throw sessionOver();
  socket.data = { account, token } satisfies SocketData;
}

async function dropWithoutSession(socket: Socket, access: Access): Promise<void> {
  const account = await access.session((socket.data as SocketData).token).catch(() => socket.data.account as Account);
  if (!account) socket.disconnect(true);
}

function sessionOver(): AppError {
  return new AppError('UNAUTHORIZED', 'There is no session', { hint: 'Log in first.' });
}
