import { MAX_TEXT_LENGTH, type Handler } from '@agent-chat/sdk/protocol';
import { html, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import { Attachments } from '../state/attachments.ts';
import type { Said } from '../state/conversation-feed.ts';
import { t } from '../state/words.ts';
import { attachmentList } from './attachment-list.ts';
import { icon } from './icon.ts';

const TYPING_ENDS = 3000;

/** Where the operator writes. Enter sends, Shift+Enter begins a line. */
export class MessageComposer extends AdminElement {
  static override properties = {
    handler: { attribute: false },
    conversationId: { attribute: false },
    disabled: { type: Boolean },
  };

  declare handler: Handler;
  declare disabled: boolean;
  declare conversationId: string;
  #attachments!: Attachments;
  #typingTimer?: number;

  get #field(): HTMLTextAreaElement {
    return this.querySelector('textarea')!;
  }

  /** Files are uploaded for one conversation. */
  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('conversationId')) return;
    this.#attachments = new Attachments(this.conversationId, () => this.requestUpdate());
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
    const isEmpty = !text && !this.#attachments.items.some(({ file }) => file);
    if (isEmpty || this.#attachments.isUploading) return;
    const files = this.#attachments.take();
    this.#field.value = '';
    this.#stopTyping();
    this.dispatchEvent(new CustomEvent<Said>('admin-send', { detail: { text, files } }));
    this.#field.focus();
  }

  #handleFiles(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.#attachments.add([...(input.files ?? [])]);
    input.value = '';
  }

  #handlePaste(event: ClipboardEvent): void {
    const { files } = event.clipboardData ?? {};
    if (!files?.length) return;
    event.preventDefault();
    this.#attachments.add([...files]);
  }

  override render(): TemplateResult {
    return html`
      ${attachmentList(this.#attachments)}
      <form class="composer" @submit=${this.#handleSubmit}>
        <input class="unseen" type="file" multiple tabindex="-1" aria-hidden="true" @change=${this.#handleFiles} />
        <button
          type="button"
          class="attach"
          aria-label=${t('composer.attach')}
          title=${t('composer.attach')}
          ?disabled=${this.disabled}
          @click=${() => this.querySelector<HTMLInputElement>('input[type=file]')!.click()}
        >
          ${icon('attach')}
        </button>
        <label class="unseen" for="composer-text">${t('composer.label')}</label>
        <textarea
          id="composer-text"
          rows="1"
          maxlength=${MAX_TEXT_LENGTH}
          placeholder=${t(this.handler === 'operator' ? 'composer.placeholder' : 'composer.takeOver')}
          ?disabled=${this.disabled}
          @input=${this.#handleInput}
          @keydown=${this.#handleKey}
          @paste=${this.#handlePaste}
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
