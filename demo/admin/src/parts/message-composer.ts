import { MAX_TEXT_LENGTH, type Handler } from '@agent-chat/sdk/protocol';
import { html, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import { t } from '../state/words.ts';
import { icon } from './icon.ts';

const TYPING_ENDS = 3000;

/** Where the operator writes. Enter sends, Shift+Enter begins a line. */
export class MessageComposer extends AdminElement {
  static override properties = { handler: { attribute: false }, disabled: { type: Boolean } };

  declare handler: Handler;
  declare disabled: boolean;
  #typingTimer?: number;

  get #field(): HTMLTextAreaElement {
    return this.querySelector('textarea')!;
  }

  #handleInput(): void {
    if (this.#typingTimer === undefined) this.#tellTyping(true);
    clearTimeout(this.#typingTimer);
    this.#typingTimer = window.setTimeout(() => this.#stopTyping(), TYPING_ENDS);
  }

  #stopTyping(): void {
    if (this.#typingTimer === undefined) return;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = undefined;
    this.#tellTyping(false);
  }

  #tellTyping(isOn: boolean): void {
    this.dispatchEvent(new CustomEvent('admin-typing', { detail: isOn }));
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #handleSubmit(event: Event): void {
    event.preventDefault();
    this.#send();
  }

  #send(): void {
    const text = this.#field.value.trim();
    if (!text) return;
    this.#field.value = '';
    this.#stopTyping();
    this.dispatchEvent(new CustomEvent('admin-send', { detail: text }));
    this.#field.focus();
  }

  override render(): TemplateResult {
    return html`
      <form class="composer" @submit=${this.#handleSubmit}>
        <label class="unseen" for="composer-text">${t('composer.label')}</label>
        <textarea
          id="composer-text"
          rows="1"
          maxlength=${MAX_TEXT_LENGTH}
          placeholder=${t(this.handler === 'operator' ? 'composer.placeholder' : 'composer.takeOver')}
          ?disabled=${this.disabled}
          @input=${this.#handleInput}
          @keydown=${this.#handleKey}
        ></textarea>
        <button
          class="primary send"
          aria-label=${t('composer.send')}
          title=${t('composer.send')}
          ?disabled=${this.disabled}
        >
          ${icon('send')}
        </button>
      </form>
    `;
  }
}

customElements.define('message-composer', MessageComposer);
