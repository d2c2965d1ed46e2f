import type { Conversation } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import type { Contact } from '../api-types.ts';
import { channelName, contactName } from '../state/format.ts';
import { href } from '../state/router.ts';
import { t } from '../state/words.ts';
import { icon } from './icon.ts';
import { ratingChip } from './rating-chip.ts';

/** Who is spoken with, where, and who answers. */
export class ConversationHead extends AdminElement {
  static override properties = {
    conversation: { attribute: false },
    contact: { attribute: false },
    back: { attribute: false },
  };

  declare conversation: Conversation;
  declare contact: Contact;
  declare back?: string;

  override render(): TemplateResult {
    const { channels, scenario, locale, status, handler, rating, wantsOperator, verified } = this.conversation;
    return html`
      <div class="conversation-head">
        ${
          this.back
            ? html`<a class="head-back" href=${href(this.back)} aria-label=${t('conversations.title')}
                >${icon('back')}</a
              >`
            : nothing
        }
        <h2>${contactName(this.contact)}</h2>
        ${verified ? html`<span class="chip verified" title=${t('conversation.verifiedText')}>${icon('check')}${t('conversation.verified')}</span>` : nothing}
        <span class="chip plain" title=${t('conversation.language')}>${locale.toUpperCase()}</span>
        ${channels.map(
          ({ channel, name }) =>
            html`<span class="chip channel-${channel}"
              >${t('conversation.linked', { channel: channelName(channel), name })}</span
            >`,
        )}
        ${
          scenario
            ? html`<span class="chip plain" title=${t('conversation.step')}>${scenario.id} › ${scenario.step}</span>`
            : nothing
        }
        ${wantsOperator ? html`<span class="chip wanted">${t('handler.wanted')}</span>` : nothing} ${ratingChip(rating)}
        ${
          status === 'closed'
            ? html`<span class="chip plain">${t('conversation.closed')}</span>`
            : html`<button type="button" class="quiet" @click=${this.#handleClose}>${t('conversation.close')}</button>`
        }
      </div>
      ${handler === 'operator' ? this.#renderBanner() : nothing}
    `;
  }

  #renderBanner(): TemplateResult {
    return html`
      <div class="banner" role="status">
        <span>${t('conversation.silent')}</span>
        <button type="button" @click=${this.#handleHandBack}>${t('conversation.handBack')}</button>
      </div>
    `;
  }

  #handleClose(): void {
    this.dispatchEvent(new CustomEvent('admin-close'));
  }

  #handleHandBack(): void {
    this.dispatchEvent(new CustomEvent('admin-hand-back'));
  }
}

customElements.define('conversation-head', ConversationHead);
