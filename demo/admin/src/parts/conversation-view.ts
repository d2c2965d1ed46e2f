import type { Message } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { AdminElement } from '../admin-element.ts';
import { ConversationFeed, type Pending, type Said } from '../state/conversation-feed.ts';
import { contactName, formatDay } from '../state/format.ts';
import { t } from '../state/words.ts';
import './conversation-head.ts';
import { errorText } from './error-text.ts';
import './markdown-text.ts';
import './message-composer.ts';
import { messageView } from './message-view.ts';

const NEAR_END = 80;
const MARK_TIME = 2400;

/** One conversation as it goes on, with the words of the operator. */
export class ConversationView extends AdminElement {
  static override properties = {
    conversationId: { attribute: false },
    back: { attribute: false },
    marked: { state: true },
  };

  declare conversationId: string;
  /** Where the way back leads on a narrow screen. */
  declare back?: string;
  /** `seq` of the message that is pointed at. */
  declare private marked?: number;
  #feed?: ConversationFeed;
  #isAtEnd = true;
  #lastTop = 0;
  #observed?: HTMLElement;
  /** The composer grows, a keyboard opens: the end stays in sight. */
  #resized = new ResizeObserver(() => this.#isAtEnd && this.#scrollToEnd());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#feed?.close();
    this.#feed = undefined;
    this.#resized.disconnect();
    this.#observed = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const handleVisible = (): void => this.#feed?.markRead();
    document.addEventListener('visibilitychange', handleVisible);
    this.until(() => document.removeEventListener('visibilitychange', handleVisible));
    // The first time `willUpdate` opens it; only a view that was taken out and comes back does it here.
    if (this.hasUpdated && this.conversationId) this.#open();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('conversationId')) this.#open();
  }

  override updated(): void {
    const log = this.#log;
    if (log && log !== this.#observed) this.#observe(log);
    if (this.#isAtEnd) this.#scrollToEnd();
    this.#feed?.markRead();
  }

  /** Scrolls to a message and points at it. */
  async show(seq: number): Promise<void> {
    this.#isAtEnd = false;
    await this.#feed?.reach(seq);
    this.marked = seq;
    await this.updateComplete;
    this.#scrollTo(this.querySelector<HTMLElement>(`[data-seq="${seq}"]`));
    setTimeout(() => (this.marked = undefined), MARK_TIME);
  }

  #open(): void {
    this.#feed?.close();
    this.#isAtEnd = true;
    this.#feed = new ConversationFeed(this.conversationId, () => this.requestUpdate());
  }

  #observe(log: HTMLElement): void {
    this.#resized.disconnect();
    this.#resized.observe(log);
    this.#observed = log;
  }

  get #log(): HTMLElement | null {
    return this.querySelector('.log');
  }

  #scrollToEnd(): void {
    const log = this.#log;
    if (!log) return;
    log.scrollTop = log.scrollHeight;
    this.#lastTop = log.scrollTop;
  }

  /** On a narrow screen the log itself may be out of sight. */
  #scrollTo(row: HTMLElement | null): void {
    const log = this.#log;
    if (!row || !log) return;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    const offset = row.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop;
    log.scrollTo({ top: offset - (log.clientHeight - row.offsetHeight) / 2, behavior });
    this.scrollIntoView({ block: 'nearest', behavior });
  }

  /** Only who scrolls up leaves the end; a log that grows does not. */
  #handleScroll(): void {
    const log = this.#log!;
    const isNear = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
    if (isNear || log.scrollTop < this.#lastTop) this.#isAtEnd = isNear;
    this.#lastTop = log.scrollTop;
  }

  async #handleEarlier(): Promise<void> {
    const log = this.#log!;
    const fromEnd = log.scrollHeight - log.scrollTop;
    this.#isAtEnd = false;
    await this.#feed?.loadEarlier().catch(() => {});
    await this.updateComplete;
    log.scrollTop = log.scrollHeight - fromEnd;
  }

  #handleSend(event: CustomEvent<Said>): void {
    this.#isAtEnd = true;
    void this.#feed?.send(event.detail);
  }

  override render(): TemplateResult {
    const feed = this.#feed;
    if (feed?.error) return html`<p class="fault" role="alert">${errorText(feed.error)}</p>`;
    if (!feed?.conversation || !feed.contact) return html`<div class="log" aria-busy="true"></div>`;
    const { conversation, contact } = feed;
    return html`
      <conversation-head
        .conversation=${conversation}
        .contact=${contact}
        .back=${this.back}
        @admin-hand-back=${() => void feed.handBack()}
        @admin-close=${() => void feed.end()}
      ></conversation-head>
      <div
        class="log"
        role="log"
        tabindex="0"
        aria-label=${t('conversation.log', { name: contactName(contact) })}
        @scroll=${this.#handleScroll}
      >
        ${
          feed.hasEarlier
            ? html`<button type="button" class="quiet" @click=${this.#handleEarlier}>
                ${t('conversation.earlier')}
              </button>`
            : nothing
        }
        ${repeat(
          feed.messages,
          ({ id }) => id,
          (message, index) => html`
            ${this.#renderEvents(feed.messages[index - 1]?.createdAt ?? '', message.createdAt)}
            ${this.#renderMessage(message, feed.messages[index - 1])}
          `,
        )}
        ${this.#renderEvents(feed.messages.at(-1)?.createdAt ?? '')} ${this.#renderRunning(feed)}
        ${feed.pending.map((pending) => this.#renderPending(pending))}
      </div>
      <message-composer
        .handler=${conversation.handler}
        .conversationId=${conversation.id}
        ?disabled=${conversation.status === 'closed'}
        @admin-send=${this.#handleSend}
        @admin-typing=${(event: CustomEvent<boolean>) => feed.setTyping(event.detail)}
      ></message-composer>
    `;
  }

  /** What the visitor did on the page meanwhile. */
  #renderEvents(after: string, until?: string): TemplateResult[] {
    const events = this.#feed?.pageEvents.filter(({ at }) => at > after && (!until || at <= until)) ?? [];
    return events.map(({ name, data }) => {
      const told = data === undefined ? name : `${name} ${JSON.stringify(data)}`;
      return html`<p class="page-event">${t('conversation.page', { event: told })}</p>`;
    });
  }

  #renderMessage(message: Message, before: Message | undefined): TemplateResult {
    const day = formatDay(message.createdAt);
    const isNewDay = !before || formatDay(before.createdAt) !== day;
    return html`
      ${isNewDay ? html`<p class="day"><span>${day}</span></p>` : nothing}
      ${messageView(message, { isMarked: message.seq === this.marked, follows: !isNewDay && isSameAuthor(message, before) })}
    `;
  }

  #renderRunning({ streaming, turn, typing }: ConversationFeed): TemplateResult | typeof nothing {
    if (streaming) {
      return html`
        <article class="message agent" aria-busy="true">
          <p class="message-head"><strong>${streaming.author.name}</strong></p>
          <div class="bubble">
            ${streaming.text ? html`<markdown-text .text=${streaming.text}></markdown-text>` : dots()}
          </div>
        </article>
      `;
    }
    if (turn !== 'idle') return html`<p class="running">${dots()}${t('conversation.thinking')}</p>`;
    if (typing) return html`<p class="running">${dots()}${t('conversation.typing', { name: typing })}</p>`;
    return nothing;
  }

  #renderPending({ clientId, text, files, failed }: Pending): TemplateResult {
    return html`
      <article class="message operator pending">
        <div class="bubble">${text}${files.map(({ name }) => html`<p class="file-name">${name}</p>`)}</div>
        <p class="message-foot">
          ${
            failed
              ? html`
                  <span class="fault">${t('conversation.notSent')}</span>
                  <button type="button" class="quiet" @click=${() => void this.#feed?.send({ text, files, clientId })}>
                    ${t('conversation.again')}
                  </button>
                `
              : t('conversation.sending')
          }
        </p>
      </article>
    `;
  }
}

function isSameAuthor(message: Message, before: Message | undefined): boolean {
  return (
    before?.role === message.role && before.author.name === message.author.name && before.channel === message.channel
  );
}

const dots = () => html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`;

customElements.define('conversation-view', ConversationView);
