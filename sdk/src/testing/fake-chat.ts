import type { Chat, ChatEvents, ChatMessage, ChatState, SendOptions } from '../chat-types.ts';
import { ChatError, closedError } from '../chat-error.ts';
import { checkMessage } from '../check-message.ts';
import { createClientId } from '../client-id.ts';
import { createEmitter } from '../emitter.ts';
import { createFollowers } from '../followers.ts';
import { fileBlock } from '../file-block.ts';
import type {
  ConversationSummary,
  ErrorView,
  FileView,
  MemoryItem,
  MemoryView,
  Message,
  PageView,
} from '../protocol.ts';
import { createStore } from '../store.ts';
import type { UploadOptions, UploadSource } from '../upload.ts';
import { createDeferred, type Deferred } from './deferred.ts';
import { conversation, message, site } from './samples.ts';

export interface FakeStreamOptions {
  /** Milliseconds between two words; 0, the default, writes all of them at once. */
  every?: number;
  /** What the stored message has besides its text. */
  fields?: Partial<Message>;
}

/**
 * A chat without a server, whose other side is the test: it says and streams answers, goes offline, refuses, and writes down what was asked.
 * What is sent while it is online is stored at once.
 */
export class FakeChat implements Chat {
  /** Every call, oldest first: `['send', 'Hello', undefined]`. */
  asked: unknown[][] = [];
  memory: MemoryView = { items: [], total: 0 };
  /** The visitor's conversations, newest first, with what stands in them. */
  past: (ConversationSummary & { messages?: ChatMessage[] })[] = [];
  draft = '';

  #store;
  #events = createEmitter<ChatEvents>();
  #followers = createFollowers(this.#events);
  #sent = new Map<string, Deferred<Message>>();
  #refusal?: ErrorView;
  #stopped = false;
  #closed = false;

  constructor(state: Partial<ChatState> = {}) {
    this.#store = createStore<ChatState>({
      ...{ connection: 'online', conversation: conversation(), site, messages: [], hasEarlier: false },
      ...{ loadingEarlier: false, turn: 'idle', unread: 0 },
      ...state,
    });
    bindMethods(this);
  }

  get state(): ChatState {
    return this.#store.state;
  }

  /** Puts the state as the test wants it. */
  set(state: Partial<ChatState>): void {
    this.#store.set(state);
  }

  /** Adds messages as they are, and tells of each. */
  add(...messages: ChatMessage[]): void {
    const held = this.state.messages.filter(({ id }) => !messages.some((added) => added.id === id));
    const stored = [...held, ...messages].sort((one, other) => (one.seq || Infinity) - (other.seq || Infinity));
    const lastSeq = Math.max(0, ...stored.map(({ seq }) => seq));
    const known = this.state.conversation ?? conversation();
    const news = messages.filter(({ role }) => role !== 'visitor').length;
    this.set({ messages: stored, conversation: { ...known, lastSeq }, unread: this.state.unread + news });
    for (const added of messages) this.tell('message', added);
  }

  tell<E extends keyof ChatEvents>(event: E, payload: ChatEvents[E]): void {
    this.#events.emit(event, payload);
  }

  /** The agent's next message, or whose `fields` say. */
  say(text: string, fields: Partial<Message> = {}): Message {
    const said = this.#next({ text, ...fields });
    this.add(said);
    return said;
  }

  /** The agent's next message, word by word; resolves with what was stored, which is `partial` after a stop. */
  async stream(text: string, { every = 0, fields = {} }: FakeStreamOptions = {}): Promise<Message> {
    const { id, author } = this.#next(fields);
    let written = '';
    this.#stopped = false;
    this.set({ turn: 'streaming', streaming: { id, author, text: written } });
    this.tell('start', { id, author });
    for (const piece of text.match(/\s*\S+|\s+$/g) ?? []) {
      if (every) await new Promise((resolve) => setTimeout(resolve, every));
      if (this.#stopped || this.#closed) break;
      const offset = written.length;
      written += piece;
      this.set({ streaming: { id, author, text: written } });
      this.tell('delta', { id, offset, text: piece });
    }
    const status = written === text ? 'complete' : 'partial';
    const said = this.#next({ ...fields, status, id, text: written });
    this.#store.batch(() => {
      this.set({ turn: 'idle', streaming: undefined });
      this.add(said);
      this.tell('end', { id, message: said });
    });
    return said;
  }

  /** From now on messages wait and asks stay unanswered. */
  goOffline(): void {
    this.set({ connection: 'offline' });
  }

  /** What waited goes out, in order. */
  goOnline(): void {
    this.set({ connection: 'online', error: undefined });
    this.#deliverWaiting();
  }

  /** The next message fails with this, or the next ask is rejected with it. */
  refuse(error: ErrorView): void {
    this.#refusal = error;
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    return this.#store.subscribe(listener);
  }

  on<E extends keyof ChatEvents>(event: E, listener: (payload: ChatEvents[E]) => void): () => void {
    return this.#events.on(event, listener);
  }

  async send(text: string, options?: SendOptions): Promise<Message> {
    this.asked.push(['send', text, options]);
    checkMessage({ text, ...options, files: options?.files?.map(({ id }) => id) });
    const id = createClientId();
    const sent = createDeferred<Message>();
    this.#sent.set(id, sent);
    const at = { createdAt: new Date().toISOString(), delivery: 'waiting' } as const;
    const waiting = message({
      ...at,
      id,
      clientId: id,
      seq: 0,
      role: 'visitor',
      text,
      blocks: options?.files?.map(fileBlock) ?? [],
    });
    this.set({ messages: [...this.state.messages, waiting] });
    this.#deliverWaiting();
    return sent.promise;
  }

  /** Half of the progress, then all of it; the file is read by nobody. */
  async upload(file: UploadSource, { onProgress, duration }: UploadOptions = {}): Promise<FileView> {
    const name = file.name ?? 'file';
    onProgress?.(0.5);
    await this.#ask('upload', name);
    onProgress?.(1);
    const id = createClientId();
    const url = `/files/${id}/key/${encodeURIComponent(name)}`;
    return { id, name, type: file.type, size: file.size, url, ...(duration && { duration }) };
  }

  retry(clientId: string): void {
    this.asked.push(['retry', clientId]);
    const failed = this.#take(clientId);
    if (!failed) return;
    this.set({ messages: [...this.state.messages, { ...failed, delivery: 'waiting', error: undefined }] });
    this.#deliverWaiting();
  }

  discard(clientId: string): void {
    this.asked.push(['discard', clientId]);
    this.#take(clientId);
    this.#sent.get(clientId)?.reject(new ChatError({ code: 'CLOSED', message: 'The message was discarded.' }));
  }

  async readEarlier(): Promise<void> {
    await this.#ask('readEarlier');
  }

  async stop(): Promise<void> {
    await this.#ask('stop');
    this.#stopped = true;
  }

  async retryTurn(): Promise<void> {
    await this.#ask('retryTurn');
  }

  markRead(seq: number): void {
    this.asked.push(['markRead', seq]);
    const { conversation: held, messages } = this.state;
    if (!held || held.readSeq.visitor >= seq) return;
    const unread = messages.filter(({ role, seq: at }) => role !== 'visitor' && at > seq).length;
    this.set({ conversation: { ...held, readSeq: { ...held.readSeq, visitor: seq } }, unread });
  }

  setTyping(on: boolean): void {
    this.asked.push(['setTyping', on]);
  }

  async track(name: string, data?: unknown): Promise<Message | undefined> {
    await this.#ask('track', name, data);
    return name === 'proactive' ? this.say('The rule’s words') : undefined;
  }

  async requestOperator(): Promise<void> {
    await this.#ask('requestOperator');
    this.set({ conversation: { ...this.state.conversation!, wantsOperator: true } });
  }

  setPage(page: PageView): void {
    this.asked.push(['setPage', page]);
  }

  async giveFeedback(messageId: string, rating: 'up' | 'down' | 'none', comment?: string): Promise<void> {
    await this.#ask('giveFeedback', messageId, rating, comment);
    const feedback = rating === 'none' ? undefined : rating;
    const rate = (message: ChatMessage) => (message.id === messageId ? { ...message, feedback } : message);
    this.set({ messages: this.state.messages.map(rate) });
  }

  async createLink(channel: string): Promise<{ url: string; code: string; expiresAt: string }> {
    await this.#ask('createLink', channel);
    const code = 'kJ3v9Qx1TzW8yLr5NbPc2A';
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    return { url: `https://t.me/velo_harbour_bot?start=${code}`, code, expiresAt };
  }

  async removeLink(channel: string): Promise<void> {
    await this.#ask('removeLink', channel);
    const held = this.state.conversation!;
    this.set({ conversation: { ...held, channels: held.channels.filter((link) => link.channel !== channel) } });
  }

  async setLocale(locale: string): Promise<void> {
    await this.#ask('setLocale', locale);
    this.set({ conversation: { ...this.state.conversation!, locale } });
  }

  /** Accepts whatever is signed; `refuse` beforehand for one that is not. */
  async identify(identity: string): Promise<void> {
    await this.#ask('identify', identity);
    this.set({ conversation: { ...this.state.conversation!, verified: {} } });
  }

  async reset(): Promise<void> {
    this.asked.push(['reset']);
    for (const { id, delivery } of this.state.messages) if (delivery) this.discard(id);
    this.draft = '';
    this.set({ conversation: conversation({ id: createClientId() }), messages: [], unread: 0, turn: 'idle' });
  }

  async startNew(): Promise<void> {
    await this.#ask('startNew');
    this.set({ conversation: conversation({ id: createClientId() }), messages: [], unread: 0, turn: 'idle' });
  }

  async closeConversation(): Promise<void> {
    await this.#ask('closeConversation');
    this.set({ conversation: { ...this.state.conversation!, status: 'closed', rating: undefined } });
  }

  async rate(rating: number, comment?: string): Promise<void> {
    await this.#ask('rate', rating, comment);
    this.set({ conversation: { ...this.state.conversation!, rating: { rating, ...(comment && { comment }) } } });
  }

  async conversations({ before, limit = 20 }: { before?: string; limit?: number } = {}) {
    await this.#ask('conversations', before);
    const from = this.past.findIndex(({ id }) => id === before) + 1;
    return { conversations: this.past.slice(from, from + limit), hasMore: this.past.length > from + limit };
  }

  async resume(id: string): Promise<void> {
    await this.#ask('resume', id);
    const found = this.past.find((one) => one.id === id);
    if (!found) throw new ChatError({ code: 'NOT_FOUND', message: 'The conversation does not exist' });
    const { status, rating, messages = [] } = found;
    this.set({
      conversation: conversation({ id, status, rating }),
      messages,
      hasEarlier: false,
      unread: 0,
      turn: 'idle',
    });
  }

  async readHistory({
    beforeSeq = Infinity,
    afterSeq,
    limit = 100,
  }: { beforeSeq?: number; afterSeq?: number; limit?: number } = {}) {
    await this.#ask('readHistory', { beforeSeq, afterSeq, limit });
    const found = this.state.messages.filter(({ seq }) => seq > (afterSeq ?? 0) && seq < beforeSeq);
    const messages = afterSeq === undefined ? found.slice(-limit) : found.slice(0, limit);
    return { messages, hasEarlier: messages[0] !== undefined && messages[0] !== this.state.messages[0] };
  }

  async giveConsent(): Promise<void> {
    await this.#ask('giveConsent');
    const { site: asking } = this.state;
    if (asking?.consent) this.set({ site: { ...asking, consent: { ...asking.consent, given: true } } });
    this.#deliverWaiting();
  }

  async readMemory(before?: string): Promise<MemoryView> {
    await this.#ask('readMemory', before);
    const from = this.memory.items.findIndex(({ id }) => id === before) + 1;
    return { ...this.memory, items: this.memory.items.slice(from) };
  }

  async correctMemory(id: string, text: string): Promise<MemoryItem> {
    await this.#ask('correctMemory', id, text);
    const held = this.memory.items.find((item) => item.id === id);
    if (!held) throw new ChatError({ code: 'NOT_FOUND', message: 'This is not remembered' });
    const corrected = { ...held, text, correctedAt: new Date().toISOString() };
    this.memory = { ...this.memory, items: this.memory.items.map((item) => (item === held ? corrected : item)) };
    return corrected;
  }

  async eraseMemory(id?: string): Promise<number> {
    await this.#ask('eraseMemory', id);
    const items = this.memory.items.filter((item) => id !== undefined && item.id !== id);
    const erased = this.memory.total - items.length;
    this.memory = { items, total: items.length };
    return erased;
  }

  async readDraft(): Promise<string> {
    return this.draft;
  }

  saveDraft(text: string): void {
    this.draft = text;
  }

  messages(): AsyncIterable<Message> {
    return this.#followers.follow();
  }

  connect(): void {
    this.asked.push(['connect']);
  }

  async close(): Promise<void> {
    this.asked.push(['close']);
    this.#closed = true;
    this.set({ connection: 'offline' });
    for (const sent of this.#sent.values()) sent.reject(closedError());
    this.#followers.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Writes the call down; ends when the other side would have answered. */
  async #ask(name: keyof Chat, ...payload: unknown[]): Promise<void> {
    this.asked.push([name, ...payload]);
    while (this.state.connection !== 'online' && !this.#closed) await this.#change();
    if (this.#closed) throw closedError();
    const refusal = this.#takeRefusal();
    if (refusal) throw new ChatError(refusal);
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      let isFirst = true;
      const stop = this.subscribe(() => {
        if (!isFirst) queueMicrotask(() => stop());
        if (!isFirst) resolve();
        isFirst = false;
      });
    });
  }

  /** Not before the visitor has agreed, where he is asked to. */
  #deliverWaiting(): void {
    const { connection, messages, site: asking } = this.state;
    if (connection !== 'online' || asking?.consent?.given === false) return;
    for (const { id, delivery } of messages) if (delivery === 'waiting') this.#store.batch(() => this.#deliver(id));
  }

  #deliver(clientId: string): void {
    const { delivery: _, ...sent } = this.#take(clientId)!;
    const error = this.#takeRefusal();
    if (error) {
      this.set({ messages: [...this.state.messages, { ...sent, delivery: 'failed', error }] });
      this.tell('error', error);
      return this.#sent.get(clientId)?.reject(new ChatError(error));
    }
    const stored = this.#next({ ...sent, id: createClientId() });
    this.add(stored);
    this.#sent.get(clientId)?.resolve(stored);
  }

  #next(fields: Partial<ChatMessage>): ChatMessage {
    const seq = Math.max(0, ...this.state.messages.map(({ seq }) => seq)) + 1;
    const { id: conversationId } = this.state.conversation ?? conversation();
    return message({ conversationId, createdAt: new Date().toISOString(), ...fields, seq });
  }

  /** Removes a message that is not stored yet. */
  #take(clientId: string): ChatMessage | undefined {
    const found = this.state.messages.find((held) => held.clientId === clientId && held.delivery);
    if (found) this.set({ messages: this.state.messages.filter((held) => held !== found) });
    return found;
  }

  #takeRefusal(): ErrorView | undefined {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    return refusal;
  }
}

/** As with the client, `const { send } = chat` works. */
function bindMethods(chat: FakeChat): void {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(FakeChat.prototype))) {
    if (name === 'constructor' || typeof value !== 'function') continue;
    Object.defineProperty(chat, name, { value: value.bind(chat), writable: true, configurable: true });
  }
}
