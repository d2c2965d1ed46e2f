import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../admin-element.ts';
import { leadStatuses, type LeadDetails, type LeadField, type LeadStatus } from '../api-types.ts';
import { api, apiUrl } from '../state/api.ts';
import { channelName, formatTime } from '../state/format.ts';
import { href } from '../state/router.ts';
import { currentLanguage, t, whenLanguageChanges } from '../state/words.ts';
import type { ConversationView } from './conversation-view.ts';
import './conversation-view.ts';
import { errorText } from './error-text.ts';
import { icon } from './icon.ts';

/** A lead: what is known, where each part of it was said, and the conversation beside it. */
export class LeadView extends AdminElement {
  static override properties = { leadId: { attribute: false }, lead: { state: true }, error: { state: true } };

  declare leadId: string;
  declare private lead?: LeadDetails;
  declare private error?: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(whenLanguageChanges(() => void this.#ask('GET')));
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('leadId')) return;
    this.lead = undefined;
    void this.#ask('GET');
  }

  async #ask(method: string, body?: { status: LeadStatus }): Promise<void> {
    try {
      const url = apiUrl(`/leads/${this.leadId}`, { locale: currentLanguage() });
      this.lead = (await api<{ lead: LeadDetails }>(method, url, body)).lead;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  #handleStatus(event: Event): void {
    void this.#ask('PATCH', { status: (event.target as HTMLSelectElement).value as LeadStatus });
  }

  #handleShow({ messageSeq }: LeadField): void {
    void this.querySelector<ConversationView>('conversation-view')?.show(messageSeq!);
  }

  override render(): TemplateResult {
    return html`
      <div class="panes lead-panes">
        <div class="pane lead-pane">
          <a class="way-back" href=${href('/leads')}>${icon('back')}${t('leads.title')}</a>
          ${this.error ? html`<p class="fault" role="alert">${errorText(this.error)}</p>` : nothing}
          ${this.lead ? this.#renderLead(this.lead) : nothing}
        </div>
        ${
          this.lead
            ? html`<conversation-view
                class="pane detail-pane"
                .conversationId=${this.lead.conversationId}
              ></conversation-view>`
            : html`<div class="pane detail-pane"></div>`
        }
      </div>
    `;
  }

  #renderLead(lead: LeadDetails): TemplateResult {
    return html`
      <h1>${lead.name ?? t('lead.unnamed')}</h1>
      <p class="facts">
        <span>${channelName(lead.channel)}</span><time datetime=${lead.createdAt}>${formatTime(lead.createdAt)}</time>
        ${lead.verified ? html`<span class="chip verified" title=${t('conversation.verifiedText')}>${icon('check')}${t('conversation.verified')}</span>` : nothing}
      </p>
      <label class="status-field">
        <span>${t('leads.column.status')}</span>
        <select class="status-${lead.status}" @change=${this.#handleStatus}>
          ${leadStatuses.map(
            (status) =>
              html`<option value=${status} ?selected=${status === lead.status}>${t(`lead.status.${status}`)}</option>`,
          )}
        </select>
      </label>
      <dl class="fields">${lead.fields.map((field) => this.#renderField(field))} ${this.#renderRest(lead)}</dl>
    `;
  }

  #renderField(field: LeadField): TemplateResult {
    return html`
      <div>
        <dt>${field.label}</dt>
        <dd>
          ${linked(field.value)}
          ${
            field.messageSeq === undefined
              ? nothing
              : html`
                  <button
                    type="button"
                    class="source"
                    title=${t('lead.showMessage')}
                    @click=${() => this.#handleShow(field)}
                  >
                    ${icon('quote')}<span>${t('lead.source')}</span><span class="unseen">: ${field.label}</span>
                  </button>
                `
          }
        </dd>
      </div>
    `;
  }

  #renderRest(lead: LeadDetails): TemplateResult {
    const known = new Set(lead.fields.map(({ value }) => value));
    const rest = [
      ['phone', lead.phone],
      ['email', lead.email],
      ['need', lead.need],
    ].filter(
      (pair): pair is ['phone' | 'email' | 'need', string] =>
        Boolean(pair[1]) && !pair[1]!.split(' · ').every((part) => known.has(part)),
    );
    return html`
      ${rest.map(
        ([name, value]) => html`
          <div>
            <dt>${t(`lead.${name}`)}</dt>
            <dd>${linked(value)}</dd>
          </div>
        `,
      )}
      ${
        lead.consentAt
          ? html`
              <div>
                <dt>${t('lead.consent')}</dt>
                <dd>
                  <time datetime=${lead.consentAt}>${formatTime(lead.consentAt)}</time>
                  ${lead.consentText ? html`<blockquote>${lead.consentText}</blockquote>` : nothing}
                </dd>
              </div>
            `
          : nothing
      }
    `;
  }
}

/** A mail address or a number that can be called. */
function linked(value: string): TemplateResult {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return html`<a href="mailto:${value}">${value}</a>`;
  if (/^\+\d{6,15}$/.test(value)) return html`<a href="tel:${value}">${value}</a>`;
  return html`<span>${value}</span>`;
}

customElements.define('lead-view', LeadView);
