import type { ChatState } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement, type Changes } from './chat-element.ts';
import { ChatMessageElement, type Row } from './chat-message.ts';
import { icon } from './icon.ts';
import { rowsOf } from './rows.ts';

/** Messages drawn at first. */
const WINDOW = 30;
/** Messages added each time that the reader comes near the top: as many as a slow phone draws without a pause. */
const STEP = 10;
/** Pixels from an end of the log that still count as being there. */
const NEAR = 48;
const EARLY = 600;

/** The conversation. It stays at its end by itself, because its scroller is laid out from the bottom. */
export class ChatLog extends ChatElement {
  static override properties = ['state', 'open', 'limit', 'away'];

  /** The last `seq` that stood on the screen. */
  #seen = 0;
  #conversation: string | undefined;
  #drawn = new Map<string, ChatMessageElement>();

  declare limit: number;
  declare away: boolean;
  declare state: ChatState;
  /** On the screen. */
  declare open: boolean;

  constructor() {
    super();
    this.limit = WINDOW;
    this.away = false;
  }

  protected override willDraw(changes: Changes): void {
    const { conversation, messages } = this.state;
    if (conversation?.id !== this.#conversation) {
      this.#conversation = conversation?.id;
      this.limit = WINDOW;
      this.away = false;
      this.#seen = 0;
    }
    if (changes.has('state') && messages.at(-1)?.delivery) this.away = false;
  }

  protected override didDraw(changes: Changes): void {
    void this.#holdPlace(() => this.#drawRows());
    if (changes.has('away') && !this.away) this.#scroller.scrollTop = 0;
    const seq = this.state.messages.findLast((message) => message.seq)?.seq ?? 0;
    if (this.away || !this.open || document.hidden || seq <= this.#seen) return;
    this.#seen = seq;
    this.request({ type: 'read', seq });
  }

  /** Whoever has scrolled up keeps seeing the same lines, in Safari too, which has no scroll anchoring. */
  async #holdPlace(draw: () => void): Promise<void> {
    if (!this.away) return draw();
    const scroller = this.#scroller;
    const top = scroller.getBoundingClientRect().top;
    const anchor = [...this.#drawn.values()].find((row) => row.getBoundingClientRect().bottom > top);
    const before = anchor?.getBoundingClientRect().bottom ?? 0;
    draw();
    if (!anchor) return;
    await Promise.all([...this.#drawn.values()].map((row) => row.drawn));
    scroller.scrollTop += anchor.getBoundingClientRect().bottom - before;
  }

  /** By hand, because nothing else here needs a keyed list: an element stays with its message, also from the first token to the last. */
  #drawRows(): void {
    const rows = rowsOf(this.state, this.limit);
    const keys = new Set(rows.map(({ key }) => key));
    for (const [key, drawn] of this.#drawn) {
      if (keys.has(key)) continue;
      drawn.remove();
      this.#drawn.delete(key);
    }
    const list = this.querySelector('.messages')!;
    let next = list.firstChild;
    for (const row of rows) {
      const drawn = this.#drawn.get(row.key) ?? new ChatMessageElement();
      this.#drawn.set(row.key, drawn);
      drawn.texts = this.texts;
      if (isOtherRow(row, drawn.row)) drawn.row = row;
      if (drawn === next) next = next.nextSibling;
      else list.insertBefore(drawn, next);
    }
  }

  get #scroller(): Element {
    return this.querySelector('.scroller')!;
  }

  #onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    // Laid out from the bottom, the offset counts from there and is negative.
    this.away = scrollTop < -NEAR;
    if (scrollHeight - clientHeight + scrollTop > EARLY) return;
    const { messages, hasEarlier, loadingEarlier } = this.state;
    if (this.limit < messages.length + STEP) this.limit += STEP;
    if (this.limit >= messages.length && hasEarlier && !loadingEarlier) this.request({ type: 'earlier' });
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<div
        class="scroller"
        part="log"
        role="log"
        aria-live="off"
        aria-label=${t('log.label')}
        tabindex="0"
        @scroll=${this.#onScroll}
      >
        ${this.#renderTyping()}
        <div class="messages"></div>
        ${this.state.loadingEarlier ? html`<div class="day">${t('log.earlier')}</div>` : nothing}
      </div>
      ${this.away ? this.#renderJump() : nothing}`;
  }

  #renderTyping(): TemplateResult | typeof nothing {
    const { turn, typing, streaming, site } = this.state;
    if (streaming || (!typing && turn === 'idle')) return nothing;
    const name = typing?.name ?? site?.agent.name ?? '';
    const label = this.texts.t(typing ? 'typing.writing' : 'typing.thinking', { name });
    return html`<div class="typing" part="typing" role="img" aria-label=${label}><i></i><i></i><i></i></div>`;
  }

  #renderJump(): TemplateResult {
    const { t } = this.texts;
    const count = this.state.messages.filter(({ seq, role }) => seq > this.#seen && role !== 'visitor').length;
    return html`<button class="jump" part="jump" @click=${() => (this.away = false)}>
      ${icon('down')}${count ? t('log.new', { count }) : html`<span class="hidden">${t('log.jump')}</span>`}
    </button>`;
  }
}

function isOtherRow(row: Row, old: Row | undefined): boolean {
  return !old || (Object.keys(row) as (keyof Row)[]).some((key) => row[key] !== old[key]);
}

ChatLog.define('agent-chat-log');
