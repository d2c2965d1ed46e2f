import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { AdminElement } from '../admin-element.ts';
import type { ConversationPage, ConversationSummary } from '../api-types.ts';
import { api, apiUrl } from '../state/api.ts';
import { channelName, contactName, formatShort } from '../state/format.ts';
import { on } from '../state/live.ts';
import { href } from '../state/router.ts';
import { t } from '../state/words.ts';
import { errorText } from './error-text.ts';
import { icon } from './icon.ts';
import { ratingChip } from './rating-chip.ts';
import { plainText } from './plain-text.ts';

const PAGE = 30;
const LARGEST = 100;
const DELAY = 250;

/** All conversations, newest first, refreshed while somebody looks. */
export class ConversationList extends AdminElement {
  static override properties = {
    current: { attribute: false },
    conversations: { state: true },
    nextCursor: { state: true },
    error: { state: true },
  };

  declare current?: string;
  declare private conversations?: ConversationSummary[];
  declare private nextCursor?: string;
  declare private error?: unknown;
  #search = '';
  #timer?: number;
  #request = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(
      on('conversations:changed', () => this.#loadSoon()),
      on('connect', () => this.#loadSoon()),
      () => clearTimeout(this.#timer),
    );
    void this.#load();
  }

  /** Reads again what is shown, or goes on behind it. */
  async #load(cursor?: string): Promise<void> {
    const request = ++this.#request;
    const shown = this.conversations?.length ?? 0;
    const limit = cursor ? PAGE : Math.min(Math.max(shown, PAGE), LARGEST);
    try {
      const page = await api<ConversationPage>(
        'GET',
        apiUrl('/conversations', { search: this.#search, limit, cursor }),
      );
      if (request !== this.#request) return;
      this.conversations = cursor ? [...(this.conversations ?? []), ...page.conversations] : page.conversations;
      this.nextCursor = page.nextCursor;
      this.error = undefined;
    } catch (error) {
      if (request === this.#request) this.error = error;
    }
  }

  /** Never put off: where much is said, the list still moves. */
  #loadSoon(): void {
    this.#timer ??= window.setTimeout(() => {
      this.#timer = undefined;
      void this.#load();
    }, DELAY);
  }

  #handleSearch(event: Event): void {
    this.#search = (event.target as HTMLInputElement).value.trim();
    this.#loadSoon();
  }

  override render(): TemplateResult {
    return html`
      <div class="list-head">
        <h2>${t('conversations.title')}</h2>
        <label class="search">
          ${icon('search')}<span class="unseen">${t('conversations.search')}</span>
          <input type="search" placeholder=${t('conversations.search')} @input=${this.#handleSearch} />
        </label>
      </div>
      ${this.error ? html`<p class="fault" role="alert">${errorText(this.error)}</p>` : nothing}
      ${this.conversations?.length === 0 ? this.#renderEmpty() : nothing}
      <ul class="conversations" aria-label=${t('conversations.title')}>
        ${repeat(
          this.conversations ?? [],
          ({ id }) => id,
          (conversation) => this.#renderItem(conversation),
        )}
      </ul>
      ${
        this.nextCursor
          ? html`<button type="button" class="more" @click=${() => void this.#load(this.nextCursor)}>
              ${t('conversations.more')}
            </button>`
          : nothing
      }
    `;
  }

  #renderItem(conversation: ConversationSummary): TemplateResult {
    const { id, contact, channel, handler, rating, status, wantsOperator, lastMessage, unread, updatedAt } =
      conversation;
    const isCurrent = id === this.current;
    return html`
      <li>
        <a
          class=${unread && !isCurrent ? 'unread' : ''}
          href=${href(`/conversations/${id}`)}
          aria-current=${isCurrent ? 'true' : 'false'}
        >
          <span class="item-top">
            <strong>${contactName(contact)}</strong>
            <time datetime=${updatedAt}>${formatShort(updatedAt)}</time>
          </span>
          <span class="item-text"
            >${lastMessage.role === 'visitor' ? nothing : html`<span>${lastMessage.author}: </span>`}${plainText(lastMessage.text)}</span
          >
          <span class="item-marks">
            <span class="chip channel-${channel}">${channelName(channel)}</span>
            ${wantsOperator ? html`<span class="chip wanted">${t('handler.wanted')}</span>` : nothing}
            ${status === 'closed' ? html`<span class="chip plain">${t('conversation.closed')}</span>` : nothing}
            ${ratingChip(rating)}
            ${handler === 'operator' ? html`<span class="chip operator">${t('handler.operator')}</span>` : nothing}
            ${
              unread && !isCurrent
                ? html`<span class="badge"
                    ><span aria-hidden="true">${unread}</span
                    ><span class="unseen">${t('conversations.unread', { count: unread })}</span></span
                  >`
                : nothing
            }
          </span>
        </a>
      </li>
    `;
  }

  #renderEmpty(): TemplateResult {
    return html`
      <div class="empty" role="status">
        <h2>${t(this.#search ? 'conversations.noneFound' : 'conversations.none')}</h2>
        ${this.#search ? nothing : html`<p>${t('conversations.noneHint')}</p>`}
      </div>
    `;
  }
}

customElements.define('conversation-list', ConversationList);
