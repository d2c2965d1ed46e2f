import type { Card } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import type { Row } from '../chat-message.ts';
import { safeHref } from '../safe-href.ts';
import { cardsStyles } from '../styles/cards-styles.ts';
import { pick } from './pick.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(cardsStyles);

/** Catalogue entries below a message, side by side in a strip that scrolls. Fetched with the first of them. */
export class CardsBlockElement extends ChatElement {
  static override properties = ['cards', 'row'];

  declare cards: Card[];
  declare row: Row;

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
  }

  protected override render(): TemplateResult {
    return html`<ul class="cards" part="cards" tabindex="0">
      ${this.cards.map((card) => this.#renderCard(card))}
    </ul>`;
  }

  #renderCard({ title, text, price, url, action }: Card): TemplateResult {
    const href = url && safeHref(url);
    const choose = (event: Event) => action && pick(event, this.row, action);
    return html`<li class="card" part="card">
      <strong dir="auto">
        ${href ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${title}</a>` : title}
      </strong>
      ${text ? html`<p dir="auto">${text}</p>` : nothing}
      <div class="card-foot">
        ${price ? html`<span class="price">${price}</span>` : nothing}
        ${action ? html`<button class="choice" part="choice" @click=${choose}>${action.label}</button>` : nothing}
      </div>
    </li>`;
  }
}

CardsBlockElement.define('agent-chat-cards');
