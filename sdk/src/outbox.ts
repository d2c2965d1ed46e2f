import { atLeast, backoff } from './backoff.ts';
import { ChatError, closedError } from './chat-error.ts';
import { createClientId } from './client-id.ts';
import type { ErrorView, FileView, Message, MessageSend } from './protocol.ts';
import type { ChatStorage } from './storage/chat-storage.ts';
import { createTab, type Tab } from './tab.ts';

/** Milliseconds. */
const JUST_NOW = 30 * 60_000;
const RETRIED = ['RATE_LIMITED', 'SHUTTING_DOWN', 'INTERNAL', 'TIMEOUT', 'CLOSED'];

export interface OutboxEntry extends MessageSend {
  /** Unix milliseconds when it was accepted, made unique and ascending: the order of sending. */
  at: number;
  /** The tab that sends it. */
  owner: string;
  /** Whose it is, as {@link OutboxOptions.person}. */
  person?: string;
  /** What `files` are, to be shown while it waits. */
  attached?: FileView[];
  /** Why it failed for good. */
  error?: ErrorView;
}

export interface OutboxOptions {
  storage: ChatStorage;
  /** Server and site. */
  scope: string;
  /** Who writes here now: a user's `sub`, or empty for an anonymous visitor. */
  person(): string;
  deliver(message: MessageSend): Promise<Message>;
  changed(): void;
  failed(error: ErrorView): void;
}

interface Item {
  entry: OutboxEntry;
  stored: Promise<void>;
  done: Promise<Message>;
  resolve(message: Message): void;
  reject(error: ChatError): void;
}

/**
 * Keeps each message from before the first attempt until the server says that it stored it. One is in flight at a time: had a second
 * one been under way when the first was put off (rate limit, failing disk), it could overtake.
 */
export class Outbox {
  #options: OutboxOptions;
  #tab: Tab;
  #items: Item[] = [];
  #sending?: Item;
  #open = false;
  #busy = false;
  #attempts = 0;
  #last = 0;
  #retry?: ReturnType<typeof setTimeout>;
  #limitedUntil = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#tab = createTab(options.scope);
  }

  get entries(): (OutboxEntry & { delivery: 'waiting' | 'sending' | 'failed' })[] {
    return this.#items.map((item) => ({
      ...item.entry,
      delivery: item.entry.error ? 'failed' : item === this.#sending ? 'sending' : 'waiting',
    }));
  }

  /** Takes over what this browser still owes: after a reload, or from a tab that was closed. */
  restore(): Promise<void> {
    return this.#tab.adopt(async (isAlive) => {
      const stored = (await this.#options.storage.list(this.#key())) as OutboxEntry[];
      const known = new Set(this.#items.map(({ entry }) => entry.clientId));
      const gone = stored.filter(
        (entry) =>
          this.#isMine(entry) && entry.owner !== this.#tab.id && !known.has(entry.clientId) && !isAlive(entry.owner),
      );
      const adopted = gone.map((entry) => this.#item({ ...entry, owner: this.#tab.id }));
      if (!adopted.length) return;
      this.#last = Math.max(this.#last, ...adopted.map(({ entry }) => entry.at));
      this.#items = [...adopted, ...this.#items];
      this.#options.changed();
      await Promise.all(adopted.map(({ stored }) => stored));
    });
  }

  /** Resolves with the stored message; its rejection may be left unhandled, since the entry stays to be seen. */
  add(message: Omit<MessageSend, 'clientId'>, attached?: FileView[]): Promise<Message> {
    const key = { clientId: createClientId(), at: this.#now(), owner: this.#tab.id, person: this.#options.person() };
    const item = this.#item({ ...message, attached, ...key });
    this.#items.push(item);
    this.#options.changed();
    void this.#pump();
    return item.done;
  }

  /** The session is there: sends everything from the oldest on. */
  resume(): void {
    this.#open = true;
    this.#attempts = 0;
    this.#wait(this.#limitedUntil - Date.now());
    this.restore().then(
      () => this.#pump(),
      () => {},
    );
  }

  pause(): void {
    this.#open = false;
  }

  /** The server has this one: it is owed no more. */
  settle(message: Message): void {
    const item = this.#find(message.clientId);
    if (!item) return;
    this.#remove(item);
    item.resolve(message);
  }

  retry(clientId: string): void {
    const failed = this.#find(clientId);
    if (!failed?.entry.error) return;
    const { error: _, ...entry } = failed.entry;
    this.#remove(failed);
    this.#items.push(this.#item({ ...entry, at: this.#now(), owner: this.#tab.id }));
    this.#options.changed();
    void this.#pump();
  }

  discard(clientId: string): void {
    const item = this.#find(clientId);
    if (!item) return;
    this.#remove(item);
    item.reject(new ChatError({ code: 'CLOSED', message: 'The message was discarded.' }));
    this.#options.changed();
  }

  /** Waits until everything is in the storage, where it stays for the next visit. */
  async close(): Promise<void> {
    this.#open = false;
    clearTimeout(this.#retry);
    for (const item of this.#items) item.reject(closedError());
    await Promise.all(this.#items.map(({ stored }) => stored));
    this.#tab.release();
  }

  async #pump(): Promise<void> {
    const item = this.#items.find(({ entry }) => !entry.error);
    if (!this.#open || this.#busy || this.#retry !== undefined || !item) return;
    this.#busy = true;
    await item.stored;
    if (this.#open && this.#items.includes(item)) await this.#attempt(item);
    this.#busy = false;
    void this.#pump();
  }

  async #attempt(item: Item): Promise<void> {
    this.#sending = item;
    this.#options.changed();
    const { at: _at, owner: _owner, person: _person, error: _error, attached: _attached, ...message } = item.entry;
    try {
      // Its echo is as good an acknowledgement as the answer, which may have been lost.
      const stored = await Promise.race([this.#options.deliver(message), item.done]);
      this.#attempts = 0;
      this.settle({ ...stored, clientId: message.clientId });
    } catch (error) {
      this.#refused(item, error as ChatError);
    }
    this.#sending = undefined;
    this.#options.changed();
  }

  #refused(item: Item, error: ChatError): void {
    if (!this.#items.includes(item)) return;
    // Goes on when it was given.
    if (error.code === 'CONSENT_REQUIRED') return this.pause();
    if (!RETRIED.includes(error.code)) return this.#fail(item, error);
    const delay = atLeast(backoff(this.#attempts++, 500, 30_000), error.retryAfter);
    if (error.code === 'RATE_LIMITED') this.#limitedUntil = Date.now() + delay;
    if (this.#open) this.#wait(delay);
  }

  #fail(item: Item, { code, message, hint, retryAfter }: ChatError): void {
    const error = { code, message, hint, retryAfter } as ErrorView;
    item.entry = { ...item.entry, error };
    item.stored = this.#options.storage.set(this.#key(item.entry), item.entry);
    item.reject(new ChatError(error));
    this.#options.failed(error);
  }

  #wait(delay: number): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    if (delay <= 0) return;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.#pump();
    }, delay);
  }

  #item(entry: OutboxEntry): Item {
    let resolve!: Item['resolve'];
    let reject!: Item['reject'];
    const done = new Promise<Message>((...settle) => ([resolve, reject] = settle));
    done.catch(() => {});
    return { entry, stored: this.#options.storage.set(this.#key(entry), entry), done, resolve, reject };
  }

  /** What was written just before by nobody known is of the one who has signed in meanwhile. */
  #isMine({ person = '', at }: OutboxEntry): boolean {
    return person === this.#options.person() || (!person && at > Date.now() - JUST_NOW);
  }

  #remove(item: Item): void {
    this.#items = this.#items.filter((other) => other !== item);
    void item.stored.then(() => this.#options.storage.remove(this.#key(item.entry)));
  }

  #find(clientId?: string): Item | undefined {
    return this.#items.find(({ entry }) => entry.clientId === clientId);
  }

  #key(entry?: OutboxEntry): string {
    return `${this.#options.scope}/outbox/${entry ? `${String(entry.at).padStart(15, '0')}/${entry.clientId}` : ''}`;
  }

  #now(): number {
    return (this.#last = Math.max(Date.now(), this.#last + 1));
  }
}
