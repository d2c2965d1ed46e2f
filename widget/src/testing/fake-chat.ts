import type {
  Chat,
  ChatEvents,
  ChatMessage,
  ChatState,
  Conversation,
  MemoryView,
  Message,
  SendOptions,
  SiteView,
} from '@agent-chat/sdk';

const AGENT = { name: 'Marta' };
const VISITOR = { name: 'Visitor' };

export const site: SiteView = {
  id: 'demo',
  name: 'Velo Harbour',
  agent: AGENT,
  channels: ['telegram'],
  locales: ['en', 'ru', 'he'],
};

const conversation: Conversation = {
  id: 'c1',
  status: 'open',
  handler: 'agent',
  locale: 'en',
  lastSeq: 0,
  channels: [],
  readSeq: { visitor: 0, operator: 0 },
};

export function message(fields: Partial<ChatMessage> & { seq: number }): ChatMessage {
  const role = fields.role ?? 'agent';
  return {
    id: `m${fields.seq}`,
    conversationId: 'c1',
    role,
    author: role === 'visitor' ? VISITOR : AGENT,
    channel: 'web',
    text: '',
    blocks: [],
    status: 'complete',
    createdAt: new Date(Date.UTC(2026, 10, 20, 9, 0, fields.seq)).toISOString(),
    ...fields,
  };
}

/** A client whose other side is the test: state is set, events are told, what was asked is written down. */
export class FakeChat implements Chat {
  state: ChatState;
  /** Every call, oldest first. */
  asked: unknown[][] = [];
  memory: MemoryView = { items: [], total: 0 };
  draft = '';

  #listeners = new Set<(state: ChatState) => void>();
  #events = new EventTarget();

  constructor(state: Partial<ChatState> = {}) {
    this.state = {
      connection: 'online',
      conversation,
      site,
      messages: [],
      hasEarlier: false,
      loadingEarlier: false,
      turn: 'idle',
      unread: 0,
      ...state,
    };
  }

  set(state: Partial<ChatState>): void {
    this.state = { ...this.state, ...state };
    for (const listener of this.#listeners) listener(this.state);
  }

  add(...messages: ChatMessage[]): void {
    this.set({ messages: [...this.state.messages, ...messages] });
    for (const added of messages) this.tell('message', added);
  }

  tell<E extends keyof ChatEvents>(event: E, payload: ChatEvents[E]): void {
    this.#events.dispatchEvent(new CustomEvent(event, { detail: payload }));
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  on<E extends keyof ChatEvents>(event: E, listener: (payload: ChatEvents[E]) => void): () => void {
    const handle = (told: Event) => listener((told as CustomEvent<ChatEvents[E]>).detail);
    this.#events.addEventListener(event, handle);
    return () => this.#events.removeEventListener(event, handle);
  }

  async send(text: string, options?: SendOptions): Promise<Message> {
    this.asked.push(['send', text, options]);
    const sent = message({
      seq: this.state.messages.length + 1,
      role: 'visitor',
      text,
      createdAt: new Date().toISOString(),
    });
    this.add(sent);
    return sent;
  }

  retry(clientId: string): void {
    this.asked.push(['retry', clientId]);
  }

  discard(clientId: string): void {
    this.asked.push(['discard', clientId]);
  }

  async readEarlier(): Promise<void> {
    this.asked.push(['readEarlier']);
  }

  async stop(): Promise<void> {
    this.asked.push(['stop']);
  }

  async retryTurn(): Promise<void> {
    this.asked.push(['retryTurn']);
  }

  markRead(seq: number): void {
    this.asked.push(['markRead', seq]);
  }

  setTyping(on: boolean): void {
    this.asked.push(['setTyping', on]);
  }

  async giveFeedback(): Promise<void> {}

  async createLink(channel: string): Promise<{ url: string; code: string; expiresAt: string }> {
    this.asked.push(['createLink', channel]);
    const code = 'kJ3v9Qx1TzW8yLr5NbPc2A';
    return {
      url: `https://t.me/velo_harbour_bot?start=${code}`,
      code,
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
    };
  }

  async removeLink(channel: string): Promise<void> {
    this.asked.push(['removeLink', channel]);
    this.set({ conversation: { ...conversation, channels: [] } });
  }

  async setLocale(locale: string): Promise<void> {
    this.asked.push(['setLocale', locale]);
    this.set({ conversation: { ...this.state.conversation!, locale } });
  }

  async startNew(): Promise<void> {
    this.asked.push(['startNew']);
    this.set({ conversation: { ...conversation, id: 'c2' }, messages: [] });
  }

  async readMemory(): Promise<MemoryView> {
    return this.memory;
  }

  async eraseMemory(id?: string): Promise<number> {
    this.asked.push(['eraseMemory', id]);
    const items = this.memory.items.filter((item) => id !== undefined && item.id !== id);
    const erased = this.memory.total - items.length;
    this.memory = { items, total: items.length };
    return erased;
  }

  track(): void {}

  async readDraft(): Promise<string> {
    return this.draft;
  }

  saveDraft(text: string): void {
    this.draft = text;
  }

  async *messages(): AsyncIterable<Message> {}

  connect(): void {}

  async close(): Promise<void> {
    this.asked.push(['close']);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
