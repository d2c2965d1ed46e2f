import { AnswerStream } from './answer-stream.ts';
import type { ChatEvents, ChatState } from './chat-types.ts';
import type { Emitter } from './emitter.ts';
import { MessageLog } from './message-log.ts';
import { owedMessages } from './owed-messages.ts';
import type { Ask, Asks, Conversation, Handshake, Message, SessionOpened, Tell, Tells } from './protocol.ts';
import { MAX_HISTORY_PAGE } from './protocol.ts';
import { furthest } from './progress.ts';
import type { Outbox } from './outbox.ts';
import type { Store } from './store.ts';
import { indexFrom } from './timeline.ts';

export interface SessionOptions {
  store: Store<ChatState>;
  events: Emitter<ChatEvents>;
  outbox: Outbox;
  ask<E extends Ask>(event: E, payload: Asks[E][0]): Promise<Asks[E][1]>;
  isOpen(): boolean;
  /** Begins anew with what {@link Session.resumeFrom} says. */
  reopen(): void;
}

type Handlers = { [E in Tell]: (payload: Tells[E]) => void };

/** Turns what the server tells into the state. */
export class Session {
  #options: SessionOptions;
  #store: Store<ChatState>;
  #log: MessageLog;
  #answer: AnswerStream;
  #switching = false;
  /** Came of another conversation while it was being asked for. */
  #early: Message[] = [];
  #elsewhere?: string;
  /** The conversation that the visitor ended here: stragglers of it lead nowhere. */
  #left?: string;

  #handlers: Handlers = {
    'session:opened': (session) => this.#opened(session),
    'message:added': ({ message }) => this.add([message]),
    'message:updated': ({ message }) => {
      // One that has not been loaded would leave a gap after it.
      if (this.#log.messages.some(({ id }) => id === message.id)) this.add([message]);
    },
    'message:start': ({ id, author }) => this.#answer.begin(id, author),
    'message:delta': ({ id, offset, text }) => this.#answer.extend(id, { offset, text }),
    'message:end': ({ id, message }) => {
      if (message) this.add([message]);
      this.#answer.end(id, message);
    },
    'turn:changed': ({ state, seq = 0 }) => {
      this.#store.set({ turn: state });
      this.#came(seq, state === 'idle' ? 'agent' : undefined);
    },
    'message:delivered': ({ seq }) => this.#came(seq),
    'message:read': ({ seq, by }) => this.#read(seq, by),
    'typing:changed': ({ on, by }) => this.#store.set({ typing: on ? by : undefined }),
    'conversation:changed': ({ conversation }) => this.#changed(conversation),
    'consent:changed': ({ consent }) => {
      const { site } = this.#store.state;
      if (site) this.#store.set({ site: { ...site, consent } });
      if (consent.given && this.#options.isOpen()) this.#options.outbox.resume();
    },
    'lead:captured': ({ lead }) => this.#options.events.emit('lead', lead),
    'notice:raised': (notice) => this.#options.events.emit('notice', notice),
  };

  constructor(options: SessionOptions) {
    const { ask, isOpen, events, store } = options;
    this.#options = options;
    this.#store = store;
    this.#answer = new AnswerStream(events, () => store.set({ streaming: this.#answer.view }));
    this.#log = new MessageLog({
      ...{ ask, isOpen, changed: () => this.publish() },
      stored: (message) => events.emit('message', message),
    });
  }

  /** Events of a later protocol are ignored. */
  handle<E extends Tell>(event: E, payload: Tells[E]): void {
    this.#store.batch(() => this.#handlers[event]?.(payload));
  }

  resumeFrom(): Pick<Handshake, 'conversationId' | 'afterSeq'> {
    if (this.#elsewhere) return { conversationId: this.#elsewhere };
    const { conversation } = this.#store.state;
    return conversation ? { conversationId: conversation.id, afterSeq: this.#log.contiguous } : {};
  }

  forget(): void {
    this.#elsewhere = undefined;
    this.#answer.resume(undefined);
    this.#store.set({ conversation: undefined, hasEarlier: false, turn: 'idle', typing: undefined });
    this.#log.open([]);
  }

  /** Takes messages in, each once, whatever way they came; `lastSeq` is what the server has in all. */
  add(messages: readonly Message[], lastSeq?: number): void {
    const here = messages.filter((message) => this.#isHere(message));
    const answer = here.find(({ id }) => id === this.#answer.id);
    this.#store.batch(() => {
      for (const message of here) this.#options.outbox.settle(message);
      if (here.some(({ role }) => role === 'operator')) this.#store.set({ typing: undefined });
      this.#log.add(here, { lastSeq });
      if (answer) this.#answer.end(answer.id, answer);
    });
  }

  async readEarlier(limit = 50): Promise<void> {
    const { loadingEarlier, hasEarlier } = this.#store.state;
    if (loadingEarlier || !hasEarlier) return;
    this.#store.set({ loadingEarlier: true });
    try {
      const page = { beforeSeq: this.#log.messages[0]?.seq, limit: Math.min(limit, MAX_HISTORY_PAGE) };
      const { messages, hasEarlier } = await this.#options.ask('history:read', page);
      this.#store.set({ hasEarlier });
      this.add(messages);
    } finally {
      this.#store.set({ loadingEarlier: false });
    }
  }

  startNew(): Promise<void> {
    return this.switch(async () => {
      const { conversation, messages } = await this.#options.ask('conversation:new', {});
      this.#enter(conversation, false);
      this.#log.open(messages, true);
    });
  }

  resume(id: string): Promise<void> {
    return this.switch(async () => {
      const { conversation, messages, hasEarlier } = await this.#options.ask('conversation:resume', { id });
      if (conversation.id === this.#store.state.conversation?.id) return;
      this.#enter(conversation, hasEarlier);
      this.#log.open(messages);
    });
  }

  #enter(conversation: Conversation, hasEarlier: boolean): void {
    this.#left = this.#store.state.conversation?.id;
    this.#answer.resume(undefined);
    this.#store.set({ conversation, hasEarlier, turn: 'idle', typing: undefined });
  }

  /** `work` asks the server for another conversation: what comes of that one meanwhile waits for it. */
  async switch(work: () => Promise<void>): Promise<void> {
    this.#switching = true;
    try {
      await work();
    } finally {
      this.#switching = false;
      this.add(this.#early.splice(0));
    }
  }

  markRead(seq: number): void {
    if (!this.#read(seq, 'visitor') || !this.#options.isOpen()) return;
    this.#options.ask('message:read', { seq }).catch(() => {});
  }

  /** Makes the messages of the state anew from the log and the outbox. */
  publish(): void {
    const { messages, lastSeq } = this.#log;
    const held = this.#store.state.conversation;
    const conversation = held && lastSeq > held.lastSeq ? { ...held, lastSeq } : held;
    const owed = owedMessages(this.#options.outbox.entries, messages, conversation?.id);
    const shown = owed.length ? [...messages, ...owed] : (messages as Message[]);
    this.#store.set({ conversation, messages: shown, unread: this.#unread(conversation) });
  }

  #opened({ conversation, messages, hasEarlier, streaming, turn, site }: SessionOpened): void {
    const held = this.#store.state.conversation;
    const isOther = held?.id !== conversation.id;
    const read = isOther ? 0 : held.readSeq.visitor;
    this.#elsewhere = undefined;
    this.#store.set({
      conversation: furthest(conversation, held),
      site,
      turn,
      error: undefined,
      typing: undefined,
      ...(isOther && { hasEarlier }),
    });
    if (isOther) this.#log.open(messages);
    this.add(messages, conversation.lastSeq);
    this.#answer.resume(streaming);
    this.markRead(read);
  }

  #changed(conversation: Conversation): void {
    const held = this.#store.state.conversation;
    if (held && held.id !== conversation.id) return;
    this.#store.set({ conversation: furthest(conversation, held) });
    this.#read(held?.readSeq.visitor ?? 0, 'visitor');
    this.publish();
  }

  #came(seq: number, by?: 'agent'): void {
    const { conversation } = this.#store.state;
    if (!conversation || seq === 0) return;
    const readSeq = { ...conversation.readSeq, ...(by && { [by]: seq }) };
    this.#store.set({ conversation: furthest({ ...conversation, deliveredSeq: seq, readSeq }, conversation) });
  }

  #read(seq: number, by: 'visitor' | 'operator'): boolean {
    const held = this.#store.state.conversation;
    if (!held || held.readSeq[by] >= seq) return false;
    const conversation = { ...held, readSeq: { ...held.readSeq, [by]: seq } };
    this.#store.set({ conversation, unread: this.#unread(conversation) });
    return true;
  }

  #unread(conversation?: Conversation): number {
    const read = conversation?.readSeq.visitor ?? 0;
    const { messages } = this.#log;
    return messages.slice(indexFrom(messages, read + 1)).filter(({ role }) => role !== 'visitor').length;
  }

  /** A message of another conversation means that the server has moved on, e.g. by another tab; it is followed once. */
  #isHere(message: Message): boolean {
    const { conversationId } = message;
    const { conversation } = this.#store.state;
    if (!conversation || conversation.id === conversationId) return true;
    if ([this.#elsewhere, this.#left].includes(conversationId)) return false;
    if (this.#switching) this.#early.push(message);
    else {
      this.#elsewhere = conversationId;
      queueMicrotask(() => this.#options.reopen());
    }
    return false;
  }
}
