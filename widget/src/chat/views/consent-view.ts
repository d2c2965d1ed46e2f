import type { Chat, ConsentView as Consent } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { errorText } from '../error-text.ts';
import { LaterElement } from '../later-element.ts';
import { safeHref } from '../safe-href.ts';
import { viewsSheet } from './views-sheet.ts';

/** In the composer's place until the visitor agrees to what the site asks. */
export class ConsentView extends LaterElement {
  static override properties = ['chat', 'consent', 'problem'];

  declare chat: Chat;
  declare consent: Consent;
  declare problem: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(viewsSheet);
  }

  async #agree(): Promise<void> {
    try {
      this.problem = undefined;
      await this.chat.giveConsent();
    } catch (cause) {
      this.problem = errorText(cause, this.texts.t);
    }
  }

  protected override renderWorded(): TemplateResult {
    const { t } = this.texts;
    const { text, url } = this.consent;
    const href = url && safeHref(url);
    return html`<section class="aside" part="consent" aria-label=${t('consent.label')}>
      <p dir="auto">${text}</p>
      ${
        href ? html`<p><a href=${href} target="_blank" rel="noopener noreferrer">${t('consent.more')}</a></p>` : nothing
      }
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <button class="button" @click=${this.#agree}>${t('consent.agree')}</button>
    </section>`;
  }
}

ConsentView.define('agent-chat-consent');
