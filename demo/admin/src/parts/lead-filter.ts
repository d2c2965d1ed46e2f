import { html, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import { leadStatuses } from '../api-types.ts';
import { channelName } from '../state/format.ts';
import { changeQuery } from '../state/lead-query.ts';
import { goTo } from '../state/router.ts';
import { t } from '../state/words.ts';
import { icon } from './icon.ts';

const SEARCH_DELAY = 250;
const CHANNELS = ['web', 'telegram'];

/** What is looked for stands in the address, so that it can be kept, shared and gone back to. */
export class LeadFilter extends AdminElement {
  static override properties = { query: { attribute: false } };

  declare query: string;
  #searchTimer?: number;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(() => clearTimeout(this.#searchTimer));
  }

  #change(changes: Record<string, string>): void {
    goTo(`/leads${changeQuery(this.query, changes)}`, { replace: true });
  }

  #handleSearch(event: Event): void {
    clearTimeout(this.#searchTimer);
    const { value } = event.target as HTMLInputElement;
    this.#searchTimer = window.setTimeout(() => this.#change({ search: value.trim() }), SEARCH_DELAY);
  }

  #handleChange(event: Event): void {
    const { name, value } = event.target as HTMLInputElement | HTMLSelectElement;
    this.#change({ [name]: value });
  }

  override render(): TemplateResult {
    const query = new URLSearchParams(this.query);
    return html`
      <form
        class="filter"
        role="search"
        aria-label=${t('leads.filter')}
        @submit=${(event: Event) => event.preventDefault()}
      >
        <label class="search">
          ${icon('search')}<span class="unseen">${t('leads.search')}</span>
          <input
            type="search"
            name="search"
            placeholder=${t('leads.search')}
            .value=${query.get('search') ?? ''}
            @input=${this.#handleSearch}
          />
        </label>
        ${this.#renderSelect('status', query, leadStatuses, (status) => t(`lead.status.${status}`))}
        ${this.#renderSelect('channel', query, CHANNELS, channelName)}
        ${(['from', 'to'] as const).map(
          (name) => html`
            <label class="date">
              <span>${t(`leads.${name}`)}</span>
              <input type="date" name=${name} .value=${query.get(name) ?? ''} @change=${this.#handleChange} />
            </label>
          `,
        )}
      </form>
    `;
  }

  #renderSelect<Value extends string>(
    name: 'status' | 'channel',
    query: URLSearchParams,
    values: readonly Value[],
    label: (value: Value) => string,
  ): TemplateResult {
    const current = query.get(name) ?? '';
    return html`
      <label>
        <span class="unseen">${t(`leads.column.${name}`)}</span>
        <select name=${name} @change=${this.#handleChange}>
          <option value="" ?selected=${!current}>${t(`leads.any.${name}`)}</option>
          ${values.map((value) => html`<option value=${value} ?selected=${value === current}>${label(value)}</option>`)}
        </select>
      </label>
    `;
  }
}

customElements.define('lead-filter', LeadFilter);
