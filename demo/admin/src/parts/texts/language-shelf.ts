import { html, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import { languageName, type Language } from '../../state/texts.ts';
import { currentLanguage, t } from '../../state/words.ts';

/** How far each language is; pressed ones have a column in the grid. */
export class LanguageShelf extends AdminElement {
  static override properties = { languages: { attribute: false }, tags: { attribute: false } };

  declare languages: Language[];
  declare tags: string[];
  declare choose: (tags: string[]) => void;

  #toggle(tag: string): void {
    const without = this.tags.filter((shown) => shown !== tag);
    const tags = without.length < this.tags.length ? without : [...this.tags, tag];
    if (tags.length > 0) this.choose(tags);
  }

  override render(): TemplateResult {
    return html`
      <div class="language-shelf" role="group" aria-label=${t('texts.languages')}>
        ${this.languages.map((language) => this.#renderLanguage(language))}
      </div>
    `;
  }

  #renderLanguage({ tag, counts }: Language): TemplateResult {
    const { done, draft, stale, missing } = counts;
    const all = done + draft + stale + missing;
    const share = new Intl.NumberFormat(currentLanguage(), { style: 'percent' }).format(
      Math.floor((100 * done) / all) / 100,
    );
    const left = t('texts.left', { missing, draft, stale });
    return html`
      <button
        type="button"
        aria-pressed=${this.tags.includes(tag)}
        title=${done === all ? t('texts.complete') : left}
        @click=${() => this.#toggle(tag)}
      >
        <span>${languageName(tag, currentLanguage())}</span>
        <meter min="0" max=${all} value=${done} aria-label=${t('texts.share', { share })}></meter>
        <span class="text-hint">${done === all ? share : `${share} · ${all - done}`}</span>
      </button>
    `;
  }
}

customElements.define('language-shelf', LanguageShelf);
