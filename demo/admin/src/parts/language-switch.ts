import { html, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import { currentLanguage, languages, setLanguage, t, type Language } from '../state/words.ts';

export class LanguageSwitch extends AdminElement {
  override render(): TemplateResult {
    return html`
      <div class="languages" role="group" aria-label=${t('app.language')}>
        ${languages.map(
          (tag) => html`
            <button
              type="button"
              lang=${tag}
              title=${nameOf(tag)}
              aria-pressed=${tag === currentLanguage()}
              @click=${() => void setLanguage(tag)}
            >
              ${tag.toUpperCase()}
            </button>
          `,
        )}
      </div>
    `;
  }
}

/** Each language in itself. */
function nameOf(tag: Language): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
}

customElements.define('language-switch', LanguageSwitch);
