import type { ChatMessage } from '@agent-chat/sdk';
import { keyOf } from './rows.ts';

/** Rows added at a time: as many as a slow phone draws without a pause. */
const STEP = 5;
/** Rows drawn at most. */
const MOST = 40;

/** Which part of the log is drawn, as indices of its messages. It moves with the reader; what is behind him is let go. */
export class RowWindow {
  from = 0;
  to = 0;
  /** Rows to begin with. */
  #rows: number;
  #length = 0;
  #first: string | undefined;

  constructor(rows: number) {
    this.#rows = rows;
  }

  /** Messages after the last one drawn. */
  get left(): number {
    return this.#length - this.to;
  }

  get atEnd(): boolean {
    return this.left === 0;
  }

  /** Begins again at the end. */
  reset(): void {
    this.to = this.#length;
    this.from = Math.max(0, this.to - this.#rows);
  }

  /** Stays with its messages when others come before or after them; with the end, unless its reader is away from there. */
  follow(messages: readonly ChatMessage[], away: boolean): void {
    const { atEnd } = this;
    const earlier = messages.findIndex((message) => keyOf(message) === this.#first);
    this.#length = messages.length;
    this.#first = messages[0] && keyOf(messages[0]);
    if (earlier < 0) return this.reset();
    this.from += earlier;
    this.to = Math.min(this.to + earlier, this.#length);
    if (!atEnd) return;
    this.to = away ? Math.min(this.#length, this.from + MOST) : this.#length;
    this.from = Math.max(this.from, this.to - MOST);
  }

  /** Draws what comes before. */
  up(): void {
    this.from = Math.max(0, this.from - STEP);
    this.to = Math.min(this.to, this.from + MOST);
  }

  /** Draws what comes after. */
  down(): void {
    this.to = Math.min(this.#length, this.to + STEP);
    this.from = Math.max(this.from, this.to - MOST);
  }

  /** Draws what has `below` messages after it. */
  leap(below: number): void {
    this.to = Math.max(Math.min(MOST, this.#length), this.#length - Math.max(0, below));
    this.from = Math.max(0, this.to - MOST);
  }
}
