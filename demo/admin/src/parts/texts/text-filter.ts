import { html, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import type { TextQuery } from '../../state/text-query.ts';
import { textStates } from '../../state/texts.ts';
import { t } from '../../state/words.ts';
import { icon } from '../icon.ts';

const SEARCH_DELAY = 200;

/** What is looked for stands in the address, so that it can be kept, shared and gone back to. */
export class TextFilter extends AdminElement {
  static override properties = { query: { attribute: false }, namespaces: { attribute: false } };

  declare query: TextQuery;
  declare namespaces: string[];
  declare change: (changes: Record<string, string>) => void;
  #timer?: number;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(() => clearTimeout(this.#timer));
  }

  #handleSearch(event: Event): void {
    clearTimeout(this.#timer);
    const { value } = event.target as HTMLInputElement;
    this.#timer = window.setTimeout(() => this.change({ search: value.trim() }), SEARCH_DELAY);
  }

  override render(): TemplateResult {
    return html`
      <form
        class="filter"
        role="search"
        aria-label=${t('texts.filter')}
        @submit=${(event: Event) => event.preventDefault()}
      >
        <label class="search">
          ${icon('search')}<span class="unseen">${t('texts.search')}</span>
          <input
            type="search"
            placeholder=${t('texts.search')}
            .value=${this.query.search}
            @input=${this.#handleSearch}
          />
        </label>
        ${this.#renderSelect('state', textStates, (state) => t(`texts.state.${state}`))}
        ${this.#renderSelect('namespace', this.namespaces, (namespace) => namespace)}
      </form>
    `;
  }

  #renderSelect<Value extends string>(
    name: 'state' | 'namespace',
    values: readonly Value[],
    label: (value: Value) => string,
  ): TemplateResult {
    const current = this.query[name];
    return html`
      <label>
        <span class="unseen">${t(`texts.filters.${name}`)}</span>
        <select @change=${(event: Event) => this.change({ [name]: (event.target as HTMLSelectElement).value })}>
          <option value="" ?selected=${!current}>${t(`texts.any.${name}`)}</option>
          ${values.map((value) => html`<option value=${value} ?selected=${value === current}>${label(value)}</option>`)}
        </select>
      </label>
    `;
  }
}

customElements.define('text-filter', TextFilter);
