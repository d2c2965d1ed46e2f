import type { Chat } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import { errorText } from '../error-text.ts';

/** Ends the conversation, once that has been confirmed. */
export class EndView extends ChatElement {
  static override properties = ['chat', 'problem'];

  declare chat: Chat;
  declare problem: string | undefined;

  async #end(): Promise<void> {
    try {
      await this.chat.closeConversation();
      this.#leave();
    } catch (cause) {
      this.problem = errorText(cause, this.texts.t);
    }
  }

  #leave(): void {
    this.request({ type: 'show', view: undefined });
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<p>${t('end.text')}</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="actions">
        <button class="button" @click=${this.#end}>${t('end.confirm')}</button>
        <button class="button quiet" @click=${this.#leave}>${t('end.cancel')}</button>
      </div>`;
  }
}

EndView.define('agent-chat-end');
