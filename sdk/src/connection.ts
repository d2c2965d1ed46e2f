import { io, type Socket } from 'socket.io-client';
import { atLeast, backoff } from './backoff.ts';
import { ChatError, closedError } from './chat-error.ts';
import type { Ask, Asks, Answer, ErrorCode, ErrorView, Handshake, Tell, Tells } from './protocol.ts';
import { sound } from './sound.ts';

const TIMEOUT = 10_000;
const FIRST_DELAY = 300;
const LONGEST_DELAY = 10_000;
/** Refusals that pass; UNAUTHORIZED and NOT_FOUND do once the owner has forgotten what was refused. All others are final. */
const PASSING: ErrorCode[] = ['RATE_LIMITED', 'SHUTTING_DOWN', 'INTERNAL', 'UNAUTHORIZED', 'NOT_FOUND'];

export interface ConnectionOptions {
  server: string;
  transports?: ('websocket' | 'polling')[];
  /** Asked at each attempt. */
  handshake(): Promise<Handshake>;
  handle<E extends Tell>(event: E, payload: Tells[E]): void;
  changed(state: 'connecting' | 'online' | 'offline' | 'refused', error?: ErrorView): void;
}

/** One socket that comes back by itself. It counts as open from `session:opened` on, and nothing is asked before. */
export class Connection {
  #options: ConnectionOptions;
  #socket: Socket;
  #open = false;
  #closed = false;
  #wanted = false;
  #begun = false;
  #everOpen = false;
  #failures = 0;
  #retry?: ReturnType<typeof setTimeout>;
  #deadline?: ReturnType<typeof setTimeout>;
  #waiting = new Set<(error?: ChatError) => void>();
  #early: (() => unknown)[] = [];
  #hurry = () => this.#retry !== undefined && this.connect();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#socket = io(options.server, {
      forceNew: true,
      autoConnect: false,
      reconnection: false,
      timeout: TIMEOUT,
      transports: options.transports ?? ['websocket'],
      auth: (give) => void options.handshake().then(give),
    });
    this.#socket.onAny((event: Tell, payload) => this.#handle(event, payload));
    this.#socket.on('connect_error', (error) => this.#failed((error as { data?: ErrorView }).data));
    this.#socket.on('disconnect', () => this.#lost());
    globalThis.addEventListener?.('online', this.#hurry);
  }

  get open(): boolean {
    return this.#open;
  }

  connect(): void {
    if (this.#closed || this.#open || (this.#wanted && this.#retry === undefined)) return;
    if (!this.#wanted) this.#options.changed('connecting');
    this.#wanted = this.#begun = true;
    this.#attempt();
  }

  /** Begins a new session at once, for another visitor; resolves with it. Before the first {@link connect} there is nothing to begin. */
  async renew(): Promise<void> {
    if (!this.#begun) return;
    this.restart();
    this.connect();
    await this.#opened(2 ** 31 - 1);
  }

  /** Begins a new session, e.g. for another conversation. */
  restart(): void {
    this.#socket.disconnect();
    // A socket that was not connected yet tells nothing of its end.
    if (this.#retry === undefined) this.#lost();
  }

  close(): void {
    this.#closed = true;
    this.#open = false;
    this.#clear();
    globalThis.removeEventListener?.('online', this.#hurry);
    this.#socket.disconnect();
    for (const settle of this.#waiting) settle(closedError());
    this.#options.changed('offline');
  }

  /** Waits for the session, asks, and gives the answer; a refusal, a lost connection and 10 seconds of silence are a {@link ChatError}. */
  async ask<E extends Ask>(event: E, payload: Asks[E][0]): Promise<Asks[E][1]> {
    await this.whenOpen();
    let answer: Answer<Asks[E][1]>;
    try {
      answer = await this.#socket.timeout(TIMEOUT).emitWithAck(event, payload);
    } catch {
      throw this.#closed ? closedError() : unanswered();
    }
    if (!answer?.ok) throw new ChatError(answer?.error ?? { code: 'INTERNAL', message: 'The answer is empty.' });
    const { ok: _, ...rest } = answer;
    return sound(rest as Asks[E][1]);
  }

  /** Waits for the session; 10 seconds without one are a {@link ChatError}. */
  async whenOpen(): Promise<void> {
    if (!this.#open) await this.#opened();
  }

  #opened(limit = TIMEOUT): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      const settle = (error?: ChatError) => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        if (error) reject(error);
        else resolve();
      };
      const timer = setTimeout(() => settle(unanswered()), limit);
      this.#waiting.add(settle);
    });
  }

  #handle<E extends Tell>(event: E, payload: Tells[E]): void {
    const handle = () => understand(() => this.#options.handle(event, sound(payload)));
    if (event === 'session:opened') this.#begin(handle);
    else if (this.#open) handle();
    // It may be newer than what the session is opened with, so it has to wait its turn and not be dropped.
    else if (String(event).startsWith('message:')) this.#early.push(handle);
  }

  #begin(handle: () => boolean): void {
    this.#clear();
    this.#open = true;
    if (!handle()) {
      this.#open = false;
      return this.restart();
    }
    this.#everOpen = true;
    this.#failures = 0;
    for (const handleEarly of this.#early.splice(0)) handleEarly();
    this.#options.changed('online');
    for (const settle of this.#waiting) settle();
  }

  #attempt(): void {
    this.#clear();
    this.#early = [];
    // A server that accepts the socket and never opens the session.
    this.#deadline = setTimeout(() => this.restart(), 2 * TIMEOUT);
    this.#socket.connect();
  }

  #lost(): void {
    if (this.#closed) return;
    const wasOpen = this.#open;
    this.#open = false;
    this.#options.changed(wasOpen ? 'connecting' : 'offline');
    this.#later();
  }

  #failed(error?: ErrorView): void {
    if (this.#closed) return;
    if (error?.code && !PASSING.includes(error.code)) return this.#refused(error);
    if (!error && !this.#everOpen && !this.#options.transports) {
      Object.assign(this.#socket.io.opts, { transports: ['websocket', 'polling'], tryAllTransports: true });
    }
    this.#options.changed('offline', error);
    this.#later(error?.retryAfter);
  }

  #refused(error: ErrorView): void {
    this.#clear();
    this.#wanted = false;
    this.#options.changed('refused', error);
    for (const settle of this.#waiting) settle(new ChatError(error));
  }

  #later(retryAfter?: number): void {
    this.#clear();
    const delay = backoff(this.#failures++, FIRST_DELAY, LONGEST_DELAY);
    this.#retry = setTimeout(() => this.#attempt(), atLeast(delay, retryAfter));
  }

  #clear(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
    this.#retry = this.#deadline = undefined;
  }
}

/** A server that talks nonsense is a fault of the server, which the page around the chat must not feel. */
function understand(handle: () => void): boolean {
  try {
    handle();
    return true;
  } catch (cause) {
    console.warn('agent-chat: the server said what is not understood', cause);
    return false;
  }
}

function unanswered(): ChatError {
  return new ChatError({ code: 'TIMEOUT', message: 'The server did not answer in time.' });
}
