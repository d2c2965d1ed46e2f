import { html, type TemplateResult } from 'lit';
import type { LeadStatus } from '../api-types.ts';
import { t } from '../state/words.ts';

export function statusChip(status: LeadStatus): TemplateResult {
  return html`<span class="chip status-${status}">${t(`lead.status.${status}`)}</span>`;
}
