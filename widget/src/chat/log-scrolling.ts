import type { ChatMessage, ChatState } from '@agent-chat/sdk';
import { html, type TemplateResult } from 'lit/html.js';
import { ChatRequestEvent } from './chat-request-event.ts';
import { drawing } from './icon.ts';
import { RowWindow } from './row-window.ts';
import { jumpStyles } from './styles/jump-styles.ts';
import type { Texts } from './texts/texts.ts';

const DOWN = 'M12 5v14M5 12l7 7 7-7';
const sheet = new CSSStyleSheet();
sheet.replaceSync(jumpStyles);

/** Pixels of drawn rows that are kept beyond either edge of what is seen. */
const EARLY = 600;

/** What the log lends to whoever moves through it. */
export interface ScrolledLog {
  readonly scroller: HTMLElement;
  readonly list: HTMLElement;
  readonly state: ChatState;
  readonly texts: Texts;
  /** The reader has scrolled up. */
  away: boolean;
  adopt(sheet: CSSStyleSheet): void;
  drawRows(): void;
  dispatchEvent(event: Event): boolean;
}

/**
 * Draws the log around a reader who moves through it, and lets go of what is far from him. The scroller is laid out from the bottom, so what comes
 * and goes above moves nothing; rows let go below leave their height behind. Loaded with the first need.
 */
export class LogScrolling {
  readonly window: RowWindow;

  #log: ScrolledLog;
  /** Pixels of the rows that were let go below. */
  #below = 0;
  #planned = false;
  /** The first message held when earlier ones were asked for. */
  #asked: string | undefined;

  /** The log has drawn `rows` at its end. */
  constructor(log: ScrolledLog, rows: number) {
    this.#log = log;
    this.window = new RowWindow(rows);
    this.follow(log.state.messages, true);
    log.adopt(sheet);
  }

  /** The log holds these now; `anew` when it is another one. */
  follow(messages: readonly ChatMessage[], anew: boolean): void {
    const { away } = this.#log;
    this.window.follow(messages, away);
    if (anew || (!away && !this.window.atEnd)) this.window.reset();
  }

  /** Whoever has scrolled up keeps seeing the same lines, in Safari too, which has no scroll anchoring. */
  redraw(): void {
    const { away, scroller } = this.#log;
    const anchor = away ? this.#firstSeen() : undefined;
    const before = anchor?.getBoundingClientRect().bottom ?? 0;
    this.#log.drawRows();
    this.#leaveRoom(away ? this.#below : 0);
    if (!anchor?.isConnected) return;
    const moved = before - anchor.getBoundingClientRect().bottom;
    const taken = this.window.atEnd ? this.#below : Math.min(this.#below, moved);
    this.#leaveRoom(this.#below - taken);
    if (Math.abs(moved - taken) >= 1) scroller.scrollTop -= moved - taken;
  }

  /** The reader has moved. */
  scrolled(): void {
    this.#asked = undefined;
    this.slide();
  }

  /** When there is nothing better to do. */
  slideSoon(): void {
    if (this.#planned) return;
    this.#planned = true;
    // Safari has no idle callbacks.
    (globalThis.requestIdleCallback ?? setTimeout)(() => {
      this.#planned = false;
      if (this.#log.list.isConnected) this.slide();
    });
  }

  /** Draws some rows on the side where few are left, and lets go of others. */
  slide(): void {
    const { scroller, list } = this.#log;
    const { window } = this;
    const seen = scroller.getBoundingClientRect();
    const drawn = list.getBoundingClientRect();
    if (!seen.height) return;
    const nearTop = drawn.top > seen.top - EARLY;
    if (drawn.bottom < seen.top) this.#leap(seen.bottom - drawn.bottom);
    else if (nearTop && window.from) this.#up();
    else if (drawn.bottom < seen.bottom + EARLY && !window.atEnd) window.down();
    else return nearTop ? this.#askEarlier() : undefined;
    this.redraw();
    this.slideSoon();
  }

  /** Once for each beginning, until the reader scrolls again: what was refused must not be asked for at every drawing. */
  #askEarlier(): void {
    const { away, state } = this.#log;
    const first = state.messages[0]?.id;
    if (!away || !state.hasEarlier || state.loadingEarlier || this.#asked === first) return;
    this.#asked = first;
    this.#log.dispatchEvent(new ChatRequestEvent({ type: 'earlier' }));
  }

  /** The way back to the end, with the number of what came after `seen`. */
  renderJump(seen: number): TemplateResult {
    const { t } = this.#log.texts;
    const count = this.#log.state.messages.filter(({ seq, role }) => seq > seen && role !== 'visitor').length;
    return html`<button class="jump" part="jump" @click=${() => (this.#log.away = false)}>
      ${drawing('down', DOWN)}${count ? t('log.new', { count }) : html`<span class="hidden">${t('log.jump')}</span>`}
    </button>`;
  }

  #leaveRoom(below: number): void {
    this.#below = below;
    this.#log.list.style.marginBlockEnd = `${below}px`;
  }

  /** By halves, because it is asked at every drawing while an answer grows below. */
  #firstSeen(): Element | undefined {
    const { scroller, list } = this.#log;
    const rows = list.children;
    const { top, bottom } = scroller.getBoundingClientRect();
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle]!.getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    const row = rows[low];
    return row && row.getBoundingClientRect().top < bottom ? row : undefined;
  }

  #up(): void {
    const { window } = this;
    const { from } = window;
    const rows = this.#log.list.children;
    window.up();
    const last = rows[window.to - from - 1]!;
    this.#below += rows[rows.length - 1]!.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom;
  }

  /** The reader has come to where no rows are, `distance` pixels below the last one, e.g. by the scroll bar. */
  #leap(distance: number): void {
    const { window } = this;
    const row = this.#below / window.left;
    window.leap(Math.round((this.#below - distance) / row));
    this.#below = window.left * row;
  }
}
