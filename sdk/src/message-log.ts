import type { Ask, Asks, Message } from './protocol.ts';
import { MAX_HISTORY_PAGE } from './protocol.ts';
import { EMPTY_TIMELINE, indexFrom, lastSeq, mergeMessages, openTimeline } from './timeline.ts';

const FILL_AGAIN = 2000;

export interface MessageLogOptions {
  ask<E extends Ask>(event: E, payload: Asks[E][0]): Promise<Asks[E][1]>;
  isOpen(): boolean;
  changed(): void;
  /** Each message once, in order, as soon as nothing before it is missing. */
  stored(message: Message): void;
}

/** The log of one conversation. Where the server holds something that is missing here, it is read. */
export class MessageLog {
  #options: MessageLogOptions;
  #timeline = EMPTY_TIMELINE;
  #told = 0;
  /** The server holds everything up to this `seq`. */
  #target = 0;
  #filling = false;

  constructor(options: MessageLogOptions) {
    this.#options = options;
  }

  get messages(): readonly Message[] {
    return this.#timeline.messages;
  }

  get contiguous(): number {
    return this.#timeline.contiguous;
  }

  get lastSeq(): number {
    return lastSeq(this.#timeline);
  }

  /** Begins another conversation; its first page is no news unless `fresh`. */
  open(page: readonly Message[], fresh = false): void {
    this.#timeline = openTimeline(page);
    this.#target = this.contiguous;
    this.#told = fresh ? 0 : this.contiguous;
    this.#moved();
  }

  /** Puts messages in their places; `lastSeq` is what the server has in all, `after` as in {@link mergeMessages}. */
  add(messages: readonly Message[], { after, lastSeq = 0 }: { after?: number; lastSeq?: number } = {}): void {
    this.#timeline = mergeMessages(this.#timeline, messages, after);
    this.#target = Math.max(this.#target, this.lastSeq, lastSeq);
    this.#moved();
    void this.#fill();
  }

  #moved(): void {
    const { messages, contiguous } = this.#timeline;
    const from = this.#told;
    this.#told = Math.max(from, contiguous);
    this.#options.changed();
    const news = messages.slice(indexFrom(messages, from + 1), indexFrom(messages, contiguous + 1));
    for (const message of news) this.#options.stored(message);
  }

  async #fill(): Promise<void> {
    if (this.#filling || !this.#isBehind()) return;
    this.#filling = true;
    try {
      while (this.#isBehind()) await this.#fillOnce();
    } catch {
      setTimeout(() => void this.#fill(), FILL_AGAIN);
    }
    this.#filling = false;
  }

  async #fillOnce(): Promise<void> {
    const { messages: held, contiguous: after } = this;
    const { messages } = await this.#options.ask('history:read', { afterSeq: after, limit: MAX_HISTORY_PAGE });
    // Another conversation was opened meanwhile.
    if (held.length && this.messages[0]?.conversationId !== held[0]!.conversationId) return;
    this.add(messages, { after });
    if (this.contiguous > after) return;
    // The server knows of nothing more: what is missing was erased.
    this.#target = this.lastSeq;
    this.#timeline = { ...this.#timeline, contiguous: this.lastSeq };
    this.#moved();
  }

  #isBehind(): boolean {
    return this.#options.isOpen() && this.#target > this.contiguous;
  }
}
