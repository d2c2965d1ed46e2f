import { createClientId } from '@agent-chat/sdk';
import type { Author, Conversation, FileView, Message, PageEvent, TurnState } from '@agent-chat/sdk/protocol';
import type { Contact } from '../api-types.ts';
import { type ApiError } from './api.ts';
import { ask, on } from './live.ts';

/** What the operator says; with the `clientId` of a try that failed, it is the same once more. */
export interface Said {
  text: string;
  files: FileView[];
  clientId?: string;
}

export interface Pending {
  clientId: string;
  text: string;
  files: FileView[];
  failed: boolean;
}

interface Watched {
  conversation: Conversation;
  contact: Contact;
  messages: Message[];
  hasEarlier: boolean;
  pageEvents: PageEvent[];
  turn: TurnState;
  streaming?: { id: string; author: Author; text: string };
}

const PAGE = 100;
const TYPING_SHOWN = 6000;

/** One conversation, kept current: its log by `seq`, the answer being streamed, and what is being sent. */
export class ConversationFeed {
  conversation?: Conversation;
  contact?: Contact;
  messages: Message[] = [];
  hasEarlier = false;
  /** What the visitor did on the page, oldest first. */
  pageEvents: PageEvent[] = [];
  turn: TurnState = 'idle';
  streaming?: Watched['streaming'];
  pending: Pending[] = [];
  typing?: string;
  error?: ApiError;

  readonly #id: string;
  readonly #changed: () => void;
  readonly #subscriptions: (() => void)[];
  #typingTimer?: number;

  constructor(id: string, changed: () => void) {
    this.#id = id;
    this.#changed = changed;
    this.#subscriptions = [
      on('connect', () => void this.#watch()),
      this.#follow('message:added', ({ message }) => this.#put(message)),
      this.#follow('message:updated', ({ message }) => this.#put(message)),
      this.#follow('message:start', ({ id: answer, author }) => (this.streaming = { id: answer, author, text: '' })),
      this.#follow('message:delta', ({ id: answer, offset, text }) => this.#extend(answer, offset, text)),
      this.#follow('message:end', ({ message }) => this.#end(message)),
      this.#follow('page:told', ({ event }) => (this.pageEvents = [...this.pageEvents, event])),
      this.#follow('turn:changed', ({ state }) => (this.turn = state)),
      this.#follow('conversation:changed', ({ conversation }) => (this.conversation = conversation)),
      this.#follow('typing:changed', ({ on: isOn, by }) => this.#setTyping(isOn ? by.name : undefined)),
      this.#follow('message:read', ({ seq, by }) => this.#setRead(by, seq)),
    ];
    void this.#watch();
  }

  close(): void {
    clearTimeout(this.#typingTimer);
    this.#subscriptions.forEach((end) => end());
    ask('conversation:unwatch', { id: this.#id }).catch(() => {});
  }

  get lastSeq(): number {
    return this.messages.at(-1)?.seq ?? 0;
  }

  async loadEarlier(): Promise<void> {
    const beforeSeq = this.messages[0]?.seq;
    if (!this.hasEarlier || beforeSeq === undefined) return;
    const page = await ask<Watched>('history:read', { id: this.#id, beforeSeq, limit: PAGE });
    this.messages = [...page.messages.filter(({ seq }) => seq < (this.messages[0]?.seq ?? 0)), ...this.messages];
    this.hasEarlier = page.hasEarlier;
    this.#changed();
  }

  /** Loads back to a message that is not here yet. */
  async reach(seq: number): Promise<void> {
    while (this.hasEarlier && seq < (this.messages[0]?.seq ?? 0)) await this.loadEarlier();
  }

  async send({ text, files, clientId = createClientId() }: Said): Promise<void> {
    const others = this.pending.filter((one) => one.clientId !== clientId);
    this.pending = [...others, { clientId, text, files, failed: false }];
    this.#changed();
    try {
      const attached = files.length > 0 ? { files: files.map(({ id }) => id) } : {};
      const said = { conversationId: this.#id, clientId, text, ...attached };
      const { message } = await ask<{ message: Message }>('message:send', said);
      this.pending = this.pending.filter((one) => one.clientId !== clientId);
      this.#put(message);
    } catch {
      this.pending = this.pending.map((one) => (one.clientId === clientId ? { ...one, failed: true } : one));
    }
    this.#changed();
  }

  /** Closes the conversation; whoever writes in it opens it again. */
  async end(): Promise<void> {
    const { conversation } = await ask<{ conversation: Conversation }>('conversation:close', { id: this.#id });
    this.conversation = conversation;
    this.#changed();
  }

  async handBack(): Promise<void> {
    const { conversation } = await ask<{ conversation: Conversation }>('conversation:handback', { id: this.#id });
    this.conversation = conversation;
    this.#changed();
  }

  markRead(): void {
    const read = this.conversation?.readSeq.operator ?? 0;
    if (!this.conversation || this.lastSeq <= read || document.visibilityState !== 'visible') return;
    this.conversation = { ...this.conversation, readSeq: { ...this.conversation.readSeq, operator: this.lastSeq } };
    ask('message:read', { id: this.#id, seq: this.lastSeq }).catch(() => {});
  }

  setTyping(isOn: boolean): void {
    ask('typing:set', { conversationId: this.#id, on: isOn }).catch(() => {});
  }

  #follow<E extends Parameters<typeof on>[0]>(
    event: E,
    apply: (payload: Parameters<Parameters<typeof on<E>>[1]>[0]) => void,
  ): () => void {
    return on<E>(event, (payload) => {
      if ((payload as { conversationId?: string }).conversationId !== this.#id) return;
      apply(payload);
      this.#changed();
    });
  }

  async #watch(): Promise<void> {
    try {
      const watched = await ask<Watched>('conversation:watch', { id: this.#id });
      const isContinuous = this.messages.length > 0 && this.lastSeq >= (watched.messages[0]?.seq ?? 0) - 1;
      const earlier = isContinuous ? this.messages.filter(({ seq }) => seq < (watched.messages[0]?.seq ?? 0)) : [];
      const hasEarlier = earlier.length > 0 ? this.hasEarlier : watched.hasEarlier;
      const { conversation, contact, turn, streaming, pageEvents } = watched;
      Object.assign(this, { conversation, contact, turn, streaming, pageEvents, hasEarlier, error: undefined });
      this.messages = [...earlier, ...watched.messages];
    } catch (error) {
      if (this.messages.length === 0) this.error = error as ApiError;
    }
    this.#changed();
  }

  #put(message: Message): void {
    if (this.streaming?.id === message.id) this.streaming = undefined;
    if (message.role === 'visitor') this.#setTyping(undefined);
    const known = this.messages.findIndex(({ seq }) => seq === message.seq);
    if (known >= 0) this.messages = this.messages.with(known, message);
    else if (message.seq > this.lastSeq + 1 && this.messages.length > 0) void this.#watch();
    else if (message.seq > this.lastSeq) this.messages = [...this.messages, message];
  }

  #extend(id: string, offset: number, text: string): void {
    if (this.streaming?.id !== id) return;
    this.streaming = { ...this.streaming, text: this.streaming.text.slice(0, offset) + text };
  }

  #end(message: Message | undefined): void {
    this.streaming = undefined;
    if (message) this.#put(message);
  }

  #setRead(by: 'visitor' | 'operator', seq: number): void {
    if (!this.conversation) return;
    this.conversation = { ...this.conversation, readSeq: { ...this.conversation.readSeq, [by]: seq } };
  }

  #setTyping(name: string | undefined): void {
    clearTimeout(this.#typingTimer);
    this.typing = name;
    if (name === undefined) return;
    this.#typingTimer = window.setTimeout(() => {
      this.typing = undefined;
      this.#changed();
    }, TYPING_SHOWN);
  }
}
