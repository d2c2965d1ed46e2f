import type { Socket } from 'socket.io-client';

/** The options of Socket.IO's client that matter here. `timeout` in milliseconds. */
export interface SocketOptions {
  transports: string[];
  timeout: number;
  auth(give: (auth: object) => void): void;
}

type Told = 'connect_error' | 'disconnect';
type Listener = (detail: unknown) => void;
type AnyListener = (event: string, payload: unknown) => void;
interface Ack {
  resolve(answer: unknown): void;
  reject(): void;
}

/** One level below Socket.IO, and Socket.IO itself: packet types of https://socket.io/docs/v4/engine-io-protocol/ and …/socket-io-protocol/ */
const [OPEN, PING, PONG, MESSAGE] = ['0', '2', '3', '4'] as const;
const [CONNECT, DISCONNECT, EVENT, ACK, CONNECT_ERROR] = ['0', '1', '2', '3', '4'] as const;

/** A server that does not keep to the protocol is left; over long polling it would say the same. */
const NONSENSE = { data: { code: 'INTERNAL', message: 'The server does not speak the protocol.' } };

/** Stands in for the `io` of `socket.io-client` in the widget's build. */
export function io(server: string, options: SocketOptions): ChatSocket {
  return new ChatSocket(server, options);
}

/**
 * What the SDK uses of a Socket.IO client, over a WebSocket alone: JSON, the main namespace, no reconnection of its own. It weighs a tenth of
 * the full client, which is fetched once `polling` is allowed: for those behind a proxy that lets no WebSocket through.
 */
export class ChatSocket {
  readonly io: { opts: SocketOptions };

  #server: string;
  #socket: WebSocket | undefined;
  #full: Socket | undefined;
  #connected = false;
  #acks = new Map<number, Ack>();
  #asked = 0;
  /** Milliseconds of silence after which the server is gone, and the timer that counts them. */
  #silence = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #any: AnyListener = () => undefined;
  #listeners: Partial<Record<Told, Listener>> = {};
  #lost = () => this.#lose();

  constructor(server: string, options: SocketOptions) {
    this.#server = server;
    this.io = { opts: options };
  }

  onAny(listener: AnyListener): void {
    this.#any = listener;
  }

  on(event: Told, listener: Listener): void {
    this.#listeners[event] = listener;
  }

  connect(): void {
    if (this.io.opts.transports.includes('polling')) return void this.#connectFully();
    if (this.#socket) return;
    const socket = new WebSocket(`${this.#server.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`);
    this.#socket = socket;
    this.#silence = this.io.opts.timeout;
    this.#watch();
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      if (socket !== this.#socket) return;
      try {
        this.#receive(data);
      } catch {
        this.#lose(NONSENSE);
      }
    };
    socket.onclose = () => socket === this.#socket && this.#lose();
    globalThis.addEventListener?.('offline', this.#lost);
  }

  disconnect(): void {
    this.#full?.disconnect();
    if (this.#connected) {
      this.#socket?.send(MESSAGE + DISCONNECT);
      this.#lose();
    } else this.#drop();
  }

  timeout(milliseconds: number): { emitWithAck(event: string, payload: unknown): Promise<unknown> } {
    return { emitWithAck: (event, payload) => this.#ask(event, payload, milliseconds) };
  }

  /** Rejects without a reason: whoever asks says what it means. */
  #ask(event: string, payload: unknown, milliseconds: number): Promise<unknown> {
    if (this.#full) return this.#full.timeout(milliseconds).emitWithAck(event, payload);
    return new Promise((resolve, reject) => {
      if (!this.#connected) return reject();
      const id = this.#asked++;
      const settle = (done: (value?: unknown) => void) => (value?: unknown) => {
        clearTimeout(timer);
        this.#acks.delete(id);
        done(value);
      };
      const ack = { resolve: settle(resolve), reject: settle(reject) };
      const timer = setTimeout(ack.reject, milliseconds);
      this.#acks.set(id, ack);
      this.#socket!.send(MESSAGE + EVENT + id + JSON.stringify([event, payload]));
    });
  }

  #receive(data: string): void {
    this.#watch();
    switch (data[0]) {
      case OPEN: {
        const { pingInterval, pingTimeout } = JSON.parse(data.slice(1)) as {
          pingInterval: number;
          pingTimeout: number;
        };
        this.#silence = pingInterval + pingTimeout;
        const socket = this.#socket;
        return this.io.opts.auth((auth) => {
          if (socket === this.#socket) socket!.send(MESSAGE + CONNECT + JSON.stringify(auth));
        });
      }
      case PING:
        return this.#socket!.send(PONG);
      case MESSAGE:
        return this.#understand(data[1]!, data.slice(2));
      default:
        this.#lose(NONSENSE);
    }
  }

  #understand(type: string, rest: string): void {
    const json = rest.search(/[[{]/);
    const body = json < 0 ? undefined : (JSON.parse(rest.slice(json)) as unknown);
    switch (type) {
      case CONNECT:
        this.#connected = true;
        return;
      case EVENT:
        return this.#any(...(body as [string, unknown]));
      case ACK:
        return this.#acks.get(Number(rest.slice(0, json)))?.resolve((body as unknown[])[0]);
      case CONNECT_ERROR:
        this.#drop();
        return this.#listeners.connect_error?.(body);
      case DISCONNECT:
        return this.#lose();
    }
  }

  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#lost, this.#silence);
  }

  #lose(reason = {}): void {
    const event = this.#connected ? 'disconnect' : 'connect_error';
    this.#drop();
    this.#listeners[event]?.(reason);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.('offline', this.#lost);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#connected = false;
    socket?.close();
    for (const ack of [...this.#acks.values()]) ack.reject();
  }

  async #connectFully(): Promise<void> {
    try {
      const { createFullClient } = await import('./full-client.ts');
      this.#full ??= createFullClient(this.#server, this.io.opts, {
        any: this.#any,
        end: (event, detail) => this.#listeners[event as Told]?.(detail),
      });
      this.#full.connect();
    } catch (cause) {
      this.#listeners.connect_error?.(cause);
    }
  }
}
