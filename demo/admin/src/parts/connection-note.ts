import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import { on } from '../state/live.ts';
import { t } from '../state/words.ts';

/** A short gap is not worth a word. */
const PATIENCE = 1500;

/** Says so while nothing live arrives. */
export class ConnectionNote extends AdminElement {
  static override properties = { isLost: { state: true } };

  declare private isLost: boolean;
  #timer?: number;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(
      on('connect', () => this.#settle()),
      on('disconnect', () => (this.#timer = window.setTimeout(() => (this.isLost = true), PATIENCE))),
      () => this.#settle(),
    );
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.isLost = false;
  }

  override render(): TemplateResult {
    return html`<div role="status">${this.isLost ? html`<p class="lost">${t('app.offline')}</p>` : nothing}</div>`;
  }
}

customElements.define('connection-note', ConnectionNote);
