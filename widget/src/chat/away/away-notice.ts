import type { OfficeView } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { LaterElement } from '../later-element.ts';
import { awayStyles } from './away-styles.ts';
import { opensText } from './opens-text.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(awayStyles);

/** Nobody is there: in the header, when that changes; above the composer, what can be done meanwhile. */
export class AwayNotice extends LaterElement {
  static override properties = ['office', 'isNotice'];

  declare office: OfficeView;
  declare isNotice: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
  }

  protected override renderWorded(): TemplateResult | typeof nothing {
    const { opensAt, away } = this.office;
    if (!this.isNotice) return html`${opensText(opensAt, this.texts)}`;
    const { text, action } = away ?? {};
    return html`<div class="away" part="away" role="note">
      <p>${text}</p>
      ${
        action
          ? html`<button
              type="button"
              class="choice"
              part="choice"
              @click=${() => this.request({ type: 'send', text: action.label, scenario: action.scenario })}
            >
              ${action.label}
            </button>`
          : nothing
      }
    </div>`;
  }
}

AwayNotice.define('agent-chat-away');
