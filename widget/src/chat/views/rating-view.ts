import type { Chat, Conversation } from '@agent-chat/sdk';
import { MAX_COMMENT_LENGTH } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Changes } from '../chat-element.ts';
import { errorText } from '../error-text.ts';
import { LaterElement } from '../later-element.ts';
import { viewIcon } from './view-icon.ts';
import { viewsSheet } from './views-sheet.ts';

const STARS = [1, 2, 3, 4, 5];

/** Above the composer of a conversation that is closed: how was it? */
export class RatingView extends LaterElement {
  static override properties = ['chat', 'conversation', 'stars', 'changing', 'problem'];

  declare chat: Chat;
  declare conversation: Conversation;
  /** Picked and not sent yet. */
  declare stars: number | undefined;
  declare changing: boolean;
  declare problem: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(viewsSheet);
  }

  protected override willDraw(changes: Changes): void {
    super.willDraw(changes);
    const before = changes.get('conversation') as Conversation | undefined;
    if (before && before.id !== this.conversation.id) Object.assign(this, { stars: undefined, changing: false });
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const comment = this.querySelector('textarea')!.value.trim();
    try {
      this.problem = undefined;
      await this.chat.rate(this.stars!, comment || undefined);
      this.changing = false;
      await this.drawn;
      this.querySelector('button')?.focus();
    } catch (cause) {
      this.problem = errorText(cause, this.texts.t);
    }
  }

  #change(): void {
    this.stars = this.conversation.rating?.rating;
    this.changing = true;
  }

  protected override renderWorded(): TemplateResult {
    const { rating } = this.conversation;
    return html`<section class="aside" part="rating" aria-label=${this.texts.t('rating.label')}>
      ${rating && !this.changing ? this.#renderGiven(rating.rating) : this.#renderForm()}
    </section>`;
  }

  #renderGiven(count: number): TemplateResult {
    const { t } = this.texts;
    return html`<p role="status">${t('rating.thanks')}</p>
      <div class="row">
        <span class="given" role="img" aria-label=${t('form.stars', { count })}
          >${STARS.slice(0, count).map(() => viewIcon('star'))}</span
        >
        <button class="link" @click=${this.#change}>${t('rating.change')}</button>
      </div>`;
  }

  #renderForm(): TemplateResult {
    const { t } = this.texts;
    return html`<form @submit=${this.#onSubmit}>
      <p id="rating-question">${t('rating.question')}</p>
      <div class="stars" role="radiogroup" aria-labelledby="rating-question">
        ${STARS.map((count) => this.#renderStar(count))}
      </div>
      ${
        this.stars
          ? html`<textarea
                rows="2"
                maxlength=${MAX_COMMENT_LENGTH}
                aria-label=${t('rating.comment')}
                placeholder=${t('rating.comment')}
                .defaultValue=${this.conversation.rating?.comment ?? ''}
              ></textarea>
              <button class="button">${t('rating.send')}</button>`
          : nothing
      }
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
    </form>`;
  }

  #renderStar(count: number): TemplateResult {
    return html`<label class="star">
      <input
        type="radio"
        name="rating"
        value=${count}
        aria-label=${this.texts.t('form.stars', { count })}
        .checked=${count === this.stars}
        @change=${() => (this.stars = count)}
      />${viewIcon('star')}
    </label>`;
  }
}

RatingView.define('agent-chat-rating');
