import type { Chat } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import { errorText } from '../error-text.ts';
import { datedName, saveFile } from './save-file.ts';
import { readWholeLog, transcriptOf } from './transcript.ts';
import { viewIcon } from './view-icon.ts';

/** Saves the conversation as a text file: at once, and again when asked. */
export class TranscriptView extends ChatElement {
  static override properties = ['chat', 'told', 'problem'];

  declare chat: Chat;
  declare told: string | undefined;
  declare problem: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#save();
  }

  async #save(): Promise<void> {
    const { t } = this.texts;
    this.problem = undefined;
    this.told = t('transcript.working');
    try {
      const messages = await readWholeLog(this.chat);
      const name = datedName('conversation', 'txt');
      const title = t('transcript.heading', { site: this.chat.state.site?.name ?? '' });
      saveFile(name, transcriptOf(title, messages, this.texts), 'text/plain');
      this.told = t('transcript.done', { name });
    } catch (cause) {
      this.told = undefined;
      this.problem = errorText(cause, t);
    }
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<p>${t('transcript.text')}</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <p class="fine" role="status">${this.told ?? nothing}</p>
      <button class="button quiet" @click=${this.#save}>${viewIcon('download')}${t('transcript.again')}</button>`;
  }
}

TranscriptView.define('agent-chat-transcript');
