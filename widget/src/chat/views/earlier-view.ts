import type { Chat, ConversationSummary } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import { errorText } from '../error-text.ts';
import { plainText } from '../plain-text.ts';
import { viewIcon } from './view-icon.ts';

/** The visitor's conversations, newest first; each can be gone on with. */
export class EarlierView extends ChatElement {
  static override properties = ['chat', 'current', 'list', 'hasMore', 'problem'];

  declare chat: Chat;
  /** Id of the conversation that is open. */
  declare current: string | undefined;
  declare list: ConversationSummary[] | undefined;
  declare hasMore: boolean;
  declare problem: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#attempt(() => this.#read());
  }

  async #read(): Promise<void> {
    const page = await this.chat.conversations({ before: this.list?.at(-1)?.id });
    const known = new Set(this.list?.map(({ id }) => id));
    this.list = [...(this.list ?? []), ...page.conversations.filter(({ id }) => !known.has(id))];
    this.hasMore = page.hasMore;
  }

  async #open(id: string): Promise<void> {
    if (id !== this.current) await this.chat.resume(id);
    this.request({ type: 'show', view: undefined });
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      this.problem = undefined;
      await action();
    } catch (cause) {
      this.problem = errorText(cause, this.texts.t);
    }
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { list, problem } = this;
    return html`<p>${t('earlier.text')}</p>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      <p class="fine" role="status">
        ${list ? (list.length > 0 ? nothing : t('earlier.empty')) : problem ? nothing : t('earlier.loading')}
      </p>
      <ul class="conversations">
        ${list?.map((conversation) => this.#renderItem(conversation))}
      </ul>
      ${
        this.hasMore
          ? html`<button class="button quiet" @click=${() => this.#attempt(() => this.#read())}>
              ${t('earlier.more')}
            </button>`
          : nothing
      }`;
  }

  #renderItem({ id, status, first, last, updatedAt, rating }: ConversationSummary): TemplateResult {
    const { t, day } = this.texts;
    const state = id === this.current ? 'current' : status;
    return html`<li>
      <button aria-current=${id === this.current} @click=${() => this.#attempt(() => this.#open(id))}>
        <strong dir="auto">${plainText(first)}</strong>
        <span dir="auto">${plainText(last)}</span>
        <span class="fine">
          <span>${t('earlier.at', { day: day(updatedAt), status: t(`earlier.${state}`) })}</span>
          ${rating ? this.#renderStars(rating.rating) : nothing}
        </span>
      </button>
    </li>`;
  }

  #renderStars(count: number): TemplateResult {
    return html`<span class="given" role="img" aria-label=${this.texts.t('form.stars', { count })}
      >${Array.from({ length: count }, () => viewIcon('star'))}</span
    >`;
  }
}

EarlierView.define('agent-chat-earlier');
