import type { ChatState } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement, type Changes } from './chat-element.ts';
import { ChatMessageElement, type Row } from './chat-message.ts';
import type { LogScrolling } from './log-scrolling.ts';
import { rowsOf } from './rows.ts';
import { TurnedRow } from './turned-row.ts';

/** Pixels from the end of the log that still count as being there. */
const NEAR = 48;
/** Rows drawn before anybody scrolls: they fill the panel. */
const FIRST = 12;

/** The conversation. It stays at its end by itself, because its scroller is laid out from the bottom. */
export class ChatLog extends ChatElement {
  static override properties = ['state', 'open', 'away', 'scrolling'];

  /** The last `seq` that stood on the screen. */
  #seen = 0;
  #conversation: string | undefined;
  /** The first `seq` that was not read when the chat was opened. */
  #fresh: number | undefined;
  #drawn = new Map<string, ChatMessageElement>();
  #turned = new TurnedRow();

  /** Nothing until the reader scrolls, or there is more than fits. */
  declare scrolling: LogScrolling | undefined;
  declare away: boolean;
  declare state: ChatState;
  /** On the screen. */
  declare open: boolean;

  constructor() {
    super();
    this.away = false;
  }

  protected override willDraw(changes: Changes): void {
    const { conversation, messages } = this.state;
    const isOther = conversation?.id !== this.#conversation;
    if (isOther) this.#seen = 0;
    this.#conversation = conversation?.id;
    const isSent = changes.has('state') && messages.at(-1)?.delivery;
    if (isOther || isSent) this.away = false;
    if (isOther || changes.has('open')) this.#fresh = this.open ? firstFresh(this.state) : undefined;
    if (messages.at(-1)?.role === 'visitor') this.#fresh = undefined;
    this.scrolling?.follow(messages, isOther);
  }

  protected override didDraw(changes: Changes): void {
    if (this.scrolling) this.scrolling.redraw();
    else this.drawRows();
    if (changes.get('away') && !this.away) this.scroller.scrollTop = 0;
    if (this.open && (this.away || this.state.messages.length > FIRST)) this.#slideSoon().catch(() => undefined);
    const seq = this.state.messages.findLast((message) => message.seq)?.seq ?? 0;
    if (this.away || !this.open || document.hidden || seq <= this.#seen) return;
    this.#seen = seq;
    this.request({ type: 'read', seq });
  }

  /** By hand, because nothing else here needs a keyed list: an element stays with its message, also from the first token to the last. */
  drawRows(): void {
    const to = this.state.messages.length;
    const range = this.scrolling?.window ?? { from: Math.max(0, to - FIRST), to };
    const rows = rowsOf(this.state, range.from, range.to, this.#fresh);
    const keys = new Set(rows.map(({ key }) => key));
    for (const [key, drawn] of this.#drawn) {
      if (keys.has(key)) continue;
      drawn.remove();
      this.#drawn.delete(key);
    }
    const list = this.list;
    let next = list.firstChild;
    for (const row of rows) {
      const drawn = this.#drawn.get(row.key) ?? new ChatMessageElement();
      this.#drawn.set(row.key, drawn);
      drawn.texts = this.texts;
      if (isOtherRow(row, drawn.row)) drawn.row = row;
      if (drawn === next) next = next.nextSibling;
      else list.insertBefore(drawn, next);
      drawn.drawNow();
    }
  }

  get scroller(): HTMLElement {
    return this.querySelector('.scroller')!;
  }

  get list(): HTMLElement {
    return this.querySelector('.messages')!;
  }

  #onScroll(): void {
    // Laid out from the bottom, the offset counts from there and is negative.
    this.away = this.scroller.scrollTop < -NEAR;
    this.scrolling?.scrolled();
    this.#slideSoon().catch(() => undefined);
  }

  async #slideSoon(): Promise<void> {
    if (!this.scrolling) {
      const { LogScrolling } = await import('./log-scrolling.ts');
      this.scrolling ??= new LogScrolling(this, FIRST);
    }
    this.scrolling?.slideSoon();
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
        <div class="messages" @pointerover=${this.#turned.point} @contextmenu=${this.#turned.point}></div>
        ${this.state.loadingEarlier ? html`<div class="day">${t('log.earlier')}</div>` : nothing}
      </div>
      ${this.away ? this.scrolling?.renderJump(this.#seen) : nothing}`;
  }

  #renderTyping(): TemplateResult | typeof nothing {
    const { turn, typing, streaming, site } = this.state;
    if (streaming || (!typing && turn === 'idle')) return nothing;
    const name = typing?.name ?? site?.agent.name ?? '';
    const label = this.texts.t(typing ? 'typing.writing' : 'typing.thinking', { name });
    return html`<div class="typing" part="typing" role="img" aria-label=${label}><i></i><i></i><i></i></div>`;
  }
}

/** Nothing where nothing has been read before: all of it is new then. */
function firstFresh({ conversation, messages }: ChatState): number | undefined {
  const read = conversation?.readSeq.visitor;
  return read ? messages.find(({ seq, role }) => seq > read && role !== 'visitor')?.seq : undefined;
}

function isOtherRow(row: Row, old: Row | undefined): boolean {
  return !old || (Object.keys(row) as (keyof Row)[]).some((key) => row[key] !== old[key]);
}

ChatLog.define('agent-chat-log');
