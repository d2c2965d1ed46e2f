import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import type { Lead, LeadPage } from '../api-types.ts';
import { api, apiUrl } from '../state/api.ts';
import { channelName, formatNumber, formatTime } from '../state/format.ts';
import { changeQuery, leadNarrowing } from '../state/lead-query.ts';
import { on } from '../state/live.ts';
import { goTo, href } from '../state/router.ts';
import { t } from '../state/words.ts';
import { errorText } from './error-text.ts';
import { exportLinks } from './export-links.ts';
import { icon } from './icon.ts';
import './lead-filter.ts';
import { statusChip } from './status-chip.ts';

const PAGE = 50;
const COLUMNS = [
  { name: 'name', sort: 'name' },
  { name: 'contact', sort: undefined },
  { name: 'channel', sort: 'channel' },
  { name: 'status', sort: 'status' },
  { name: 'created', sort: 'createdAt' },
] as const;

/** All leads, page by page. */
export class LeadTable extends AdminElement {
  static override properties = { query: { attribute: false }, page: { state: true }, error: { state: true } };

  declare query: string;
  declare private page?: LeadPage;
  declare private error?: unknown;
  /** Cursors of the pages before this one. */
  #cursors: (string | undefined)[] = [undefined];
  #request = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(on('leads:changed', () => void this.#load()));
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('query')) return;
    this.#cursors = [undefined];
    void this.#load();
  }

  get #filter(): URLSearchParams {
    return new URLSearchParams(this.query);
  }

  get #sort(): { by: string; direction: string } {
    return { by: this.#filter.get('sort') ?? 'createdAt', direction: this.#filter.get('direction') ?? 'desc' };
  }

  async #load(): Promise<void> {
    const request = ++this.#request;
    const { by, direction } = this.#sort;
    const url = apiUrl('/leads', {
      ...leadNarrowing(this.#filter),
      sort: by,
      direction,
      limit: PAGE,
      cursor: this.#cursors.at(-1),
    });
    try {
      const page = await api<LeadPage>('GET', url);
      if (request === this.#request) [this.page, this.error] = [page, undefined];
    } catch (error) {
      if (request === this.#request) this.error = error;
    }
  }

  #handleSort(by: string): void {
    const isSame = this.#sort.by === by;
    const first = by === 'createdAt' ? 'desc' : 'asc';
    const other = this.#sort.direction === 'asc' ? 'desc' : 'asc';
    goTo(`/leads${changeQuery(this.query, { sort: by, direction: isSame ? other : first })}`, { replace: true });
  }

  #handlePage(cursors: (string | undefined)[]): void {
    this.#cursors = cursors;
    void this.#load();
    this.scrollIntoView();
  }

  override render(): TemplateResult {
    return html`
      <div class="page-head">
        <h1>${t('leads.title')}</h1>
        ${this.page ? html`<span class="count">${formatNumber(this.page.total)}</span>` : nothing}
        <span class="spacer"></span>
        ${exportLinks(leadNarrowing(this.#filter))}
      </div>
      <lead-filter .query=${this.query}></lead-filter>
      ${this.error ? html`<p class="fault" role="alert">${errorText(this.error)}</p>` : nothing}
      ${this.page ? this.#renderPage(this.page) : html`<div class="table-wait" aria-busy="true"></div>`}
    `;
  }

  #renderPage(page: LeadPage): TemplateResult {
    if (page.total === 0) return this.#renderEmpty();
    return html`
      <div class="table-frame">
        <table class="leads">
          <caption class="unseen">
            ${t('leads.title')}
          </caption>
          <thead>
            <tr>
              ${COLUMNS.map((column) => this.#renderHeader(column))}
            </tr>
          </thead>
          <tbody>
            ${page.leads.map((lead) => this.#renderRow(lead))}
          </tbody>
        </table>
      </div>
      ${this.#renderPaging(page)}
    `;
  }

  #renderHeader({ name, sort }: (typeof COLUMNS)[number]): TemplateResult {
    if (!sort) return html`<th scope="col" class="column-${name}">${t(`leads.column.${name}`)}</th>`;
    const { by, direction } = this.#sort;
    const order = direction === 'asc' ? 'ascending' : 'descending';
    return html`
      <th scope="col" class="column-${name}" aria-sort=${by === sort ? order : 'none'}>
        <button type="button" @click=${() => this.#handleSort(sort)}>
          ${t(`leads.column.${name}`)}${by === sort ? icon(direction === 'asc' ? 'up' : 'down') : nothing}
        </button>
      </th>
    `;
  }

  #renderRow(lead: Lead): TemplateResult {
    return html`
      <tr>
        <td class="column-name">
          <a href=${href(`/leads/${lead.id}`)}>${lead.name ?? t('lead.unnamed')}</a>
          <span class="second narrow-only">${lead.phone ?? lead.email}</span>
          ${lead.need ? html`<span class="second">${lead.need}</span>` : nothing}
        </td>
        <td class="column-contact">
          ${[lead.phone, lead.email].filter(Boolean).map((value) => html`<span class="line">${value}</span>`)}
        </td>
        <td class="column-channel">${channelName(lead.channel)}</td>
        <td class="column-status">${statusChip(lead.status)}</td>
        <td class="column-created"><time datetime=${lead.createdAt}>${formatTime(lead.createdAt)}</time></td>
      </tr>
    `;
  }

  #renderPaging({ leads, total, nextCursor }: LeadPage): TemplateResult {
    const before = (this.#cursors.length - 1) * PAGE;
    const place = {
      from: formatNumber(before + 1),
      to: formatNumber(before + leads.length),
      total: formatNumber(total),
    };
    return html`
      <nav class="paging" aria-label=${t('leads.paging')}>
        <span role="status">${t('leads.place', place)}</span>
        <button type="button" ?disabled=${before === 0} @click=${() => this.#handlePage(this.#cursors.slice(0, -1))}>
          ${icon('back')}${t('leads.previous')}
        </button>
        <button type="button" ?disabled=${!nextCursor} @click=${() => this.#handlePage([...this.#cursors, nextCursor])}>
          ${t('leads.next')}${icon('next')}
        </button>
      </nav>
    `;
  }

  #renderEmpty(): TemplateResult {
    const isNarrowed = Object.values(leadNarrowing(this.#filter)).some(Boolean);
    return html`
      <div class="empty" role="status">
        <h2>${t(isNarrowed ? 'leads.noneFound' : 'leads.none')}</h2>
        <p>${t(isNarrowed ? 'leads.noneFoundHint' : 'leads.noneHint')}</p>
        ${isNarrowed ? html`<button type="button" @click=${() => goTo('/leads')}>${t('leads.clear')}</button>` : nothing}
      </div>
    `;
  }
}

customElements.define('lead-table', LeadTable);
