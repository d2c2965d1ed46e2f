import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import type {
  Answer,
  Ask,
  Asks,
  Conversation,
  ErrorView,
  Handshake,
  Message,
  SessionOpened,
  Tell,
  Tells,
} from '../src/protocol.ts';
import { PROTOCOL_VERSION } from '../src/protocol.ts';

type Handlers = { [E in Ask]?: (payload: Asks[E][0]) => Asks[E][1] };
const AGENT = { name: 'Agent' };

/** A server of the protocol with one visitor, everything in memory, and the faults that a test asks for. It survives its own restarts. */
export class LoopbackServer {
  messages: Message[] = [];
  conversation: Conversation = conversation('c1');
  /** Client ids in the order of arrival, repeats too. */
  arrivals: string[] = [];
  handshakes: Handshake[] = [];
  asked: { event: string; payload: unknown }[] = [];
  /** Handshakes are refused with this. */
  refusal?: ErrorView;
  /** Answers to the next sends; `drop` stores and stays silent, `lose` neither stores nor answers. */
  sendFaults: (ErrorView | 'drop' | 'lose')[] = [];
  /** Answers to the next asks but sends. */
  askFaults: ErrorView[] = [];
  /** Leaves the sender without `message:added`. */
  mute = false;
  streaming?: { id: string; author: { name: string }; text: string };
  /** Milliseconds before an acknowledgement. */
  latency = 0;
  /** Told to a socket before its session is opened. */
  early?: [Tell, unknown];
  /** No websocket, as behind some proxies. */
  pollingOnly = false;
  pageSize = 50;
  #http!: HttpServer;
  #io!: Server;
  #port = 0;

  static async start(): Promise<LoopbackServer> {
    const server = new LoopbackServer();
    await server.up();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async up(): Promise<void> {
    this.#http = createServer();
    this.#io = new Server(this.#http, {
      serveClient: false,
      transports: this.pollingOnly ? ['polling'] : ['polling', 'websocket'],
    });
    this.#io.use((socket, next) => {
      const { data } = { data: this.refusal };
      this.handshakes.push(socket.handshake.auth as Handshake);
      next(data && Object.assign(new Error(data.message), { data }));
    });
    this.#io.on('connection', (socket) => this.#welcome(socket));
    this.#http.listen(this.#port, '127.0.0.1');
    await once(this.#http, 'listening');
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  async down(): Promise<void> {
    this.drop();
    await this.#io.close();
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const socket of this.#io.sockets.sockets.values()) socket.conn.close(true);
  }

  tell<E extends Tell>(event: E, payload: Tells[E]): void {
    this.#io.emit(event as string, payload);
  }

  /** Stores a message of the agent; `silently` leaves the sockets to find it missing. */
  say(text: string, { silently = false } = {}): Message {
    const message = this.#store({ text, role: 'agent', author: AGENT });
    if (!silently) this.tell('message:added', { message });
    return message;
  }

  /** Writes an answer in these pieces and stores it. */
  write(...pieces: string[]): void {
    const id = `${this.conversation.id}-${this.conversation.lastSeq + 1}`;
    let text = '';
    this.tell('message:start', { id, author: AGENT });
    for (const piece of pieces) {
      this.tell('message:delta', { id, offset: text.length, text: piece });
      text += piece;
    }
    this.tell('message:end', { id, message: this.say(text, { silently: true }) });
  }

  /** The next send, or the next other ask. */
  refuse(error: ErrorView): void {
    this.sendFaults.push(error);
    this.askFaults.push(error);
  }

  switchTo(id: string): void {
    this.conversation = conversation(id);
    this.messages = [];
  }

  #welcome(socket: Socket): void {
    socket.onAny((event: string, payload, answer?: (value: Answer) => void) => {
      this.asked.push({ event, payload });
      if (event === 'message:send') return this.#send(socket, payload as Asks['message:send'][0], answer!);
      const error = this.askFaults.shift();
      if (error) return answer?.({ ok: false, error });
      const handler = this.#handlers[event as Ask] as ((payload: unknown) => object) | undefined;
      answer?.({ ok: true, ...handler?.(payload) });
    });
    const { token, identity, conversationId, afterSeq } = socket.handshake.auth as Handshake;
    if (identity) this.#signIn(identity);
    const known = conversationId === this.conversation.id ? afterSeq : undefined;
    const messages = known === undefined ? this.messages.slice(-this.pageSize) : this.messages.slice(known);
    if (this.early) socket.emit(...this.early);
    socket.emit('session:opened', this.#opened(messages, token && !identity ? undefined : this.#token));
  }

  #opened(messages: Message[], token?: string): SessionOpened {
    return {
      ...{ protocol: PROTOCOL_VERSION, conversation: this.conversation, messages, streaming: this.streaming, token },
      ...{ turn: 'idle', hasEarlier: this.messages.length > messages.length },
      site: { id: 's', name: 'Shop', agent: AGENT, channels: ['telegram'], locales: ['en'] },
    };
  }

  get #token(): string {
    return this.conversation.verified ? `user-token-${this.conversation.verified.name}` : 'token-1';
  }

  /** The identity's second part is the `sub`, as base64url of JSON; each user has a conversation of his own. */
  #signIn(identity: string): void {
    const { sub } = JSON.parse(Buffer.from(identity.split('.')[1]!, 'base64url').toString()) as { sub: string };
    if (this.conversation.verified?.name === sub) return;
    this.switchTo(`conversation-of-${sub}`);
    this.conversation.verified = { name: sub };
  }

  #send(
    socket: Socket,
    { clientId, text }: Asks['message:send'][0],
    answer: (value: Answer<{ message?: Message }>) => void,
  ): void {
    this.arrivals.push(clientId);
    const fault = this.sendFaults.shift();
    if (fault === 'lose') return;
    if (fault && fault !== 'drop') return answer({ ok: false, error: fault });
    const held = this.messages.find((message) => message.clientId === clientId);
    const message = held ?? this.#store({ text, clientId, role: 'visitor', author: { name: 'Visitor' } });
    if (!held) (this.mute ? socket.broadcast : this.#io).emit('message:added', { message });
    if (fault !== 'drop') setTimeout(answer, this.latency, { ok: true, message });
  }

  #store(part: Pick<Message, 'text' | 'role' | 'author' | 'clientId'>): Message {
    const seq = ++this.conversation.lastSeq;
    const id = `${this.conversation.id}-${seq}`;
    const common = { conversationId: this.conversation.id, channel: 'web', blocks: [], status: 'complete' } as const;
    const message: Message = { ...common, ...part, id, seq, blocks: [], createdAt: new Date().toISOString() };
    this.messages.push(message);
    return message;
  }

  #handlers: Handlers = {
    'history:read': ({ beforeSeq = Infinity, afterSeq, limit }) => {
      const found = this.messages.filter(({ seq }) => seq < beforeSeq && seq > (afterSeq ?? 0));
      const messages = afterSeq === undefined ? found.slice(-limit) : found.slice(0, limit);
      return { messages, hasEarlier: (messages[0]?.seq ?? 1) > 1 };
    },
    'conversation:new': () => {
      this.switchTo('c2');
      const greeting = this.say('Welcome back');
      return { conversation: this.conversation, messages: [greeting] };
    },
    'identity:set': ({ identity }) => {
      this.#signIn(identity);
      return this.#opened(this.messages, this.#token);
    },
    'locale:set': ({ locale }) => ({ conversation: { ...this.conversation, locale } }),
    'link:create': () => ({ url: 'https://t.example/x', code: 'x', expiresAt: '2026-01-01T00:00:00Z' }),
    'memory:read': () => ({ items: [], total: 0 }),
    'memory:erase': () => ({ erased: 3 }),
    'conversation:close': () => ({ conversation: (this.conversation = { ...this.conversation, status: 'closed' }) }),
    'conversation:rate': (rating) => ({ conversation: (this.conversation = { ...this.conversation, rating }) }),
    'conversation:list': () => ({ conversations: [], hasMore: false }),
    'conversation:resume': ({ id }) => {
      this.switchTo(id);
      return { conversation: this.conversation, messages: [this.say('Where were we?')], hasEarlier: false };
    },
    'consent:give': () => ({}),
  };
}

function conversation(id: string): Conversation {
  const readSeq = { visitor: 0, operator: 0, agent: 0 };
  return { id, status: 'open', handler: 'agent', locale: 'en', lastSeq: 0, deliveredSeq: 0, channels: [], readSeq };
}
