import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import { formatTime } from '../../state/format.ts';
import { readVersions, type Forms, type Place, type TextVersion } from '../../state/texts.ts';
import { t } from '../../state/words.ts';
import { errorText } from '../error-text.ts';

/** Who changed a text, and what it was before. */
export class TextHistory extends AdminElement {
  static override properties = {
    place: { attribute: false },
    take: { attribute: false },
    versions: { state: true },
    error: { state: true },
  };

  declare place: Place;
  /** Puts an older text into the editor. */
  declare take: (forms: Forms) => void;
  declare private versions?: TextVersion[];
  declare private error?: unknown;

  override firstUpdated(): void {
    readVersions(this.place).then(
      (versions) => (this.versions = versions),
      (error: unknown) => (this.error = error),
    );
  }

  override render(): TemplateResult | typeof nothing {
    if (this.error) return html`<p class="fault" role="alert">${errorText(this.error)}</p>`;
    if (!this.versions) return nothing;
    if (this.versions.length === 0) return html`<p class="text-hint">${t('texts.noHistory')}</p>`;
    return html`
      <ul class="text-history">
        ${this.versions.map(
          ({ before, author, at, draft }) => html`
            <li>
              <p class="text-hint">
                ${t(draft ? 'texts.draftedBy' : 'texts.changedBy', { author, at: formatTime(at) })}
              </p>
              <div>
                ${Object.values(before).map(
                  (text) => html`<blockquote lang=${this.place.tag}>${text || t('texts.empty')}</blockquote>`,
                )}
              </div>
              <button type="button" @click=${() => this.take(before)}>${t('texts.restore')}</button>
            </li>
          `,
        )}
      </ul>
    `;
  }
}

customElements.define('text-history', TextHistory);
