import { foldText } from '../store/trigram-search.ts';
import type { Lead, LeadDetails, LeadStatus, NewLead } from './lead.ts';

export interface LeadRow {
  position: number;
  id: string;
  run_id: string | null;
  site_id: string;
  contact_id: string;
  conversation_id: string;
  scenario_id: string | null;
  status: LeadStatus;
  channel: string;
  locale: string;
  name: string | null;
  /** For sorting; empty without a name. */
  name_key: string;
  phone: string | null;
  email: string | null;
  need: string | null;
  consent_at: string | null;
  consent_text: string | null;
  created_at: string;
  updated_at: string;
}

export interface LeadFieldRow {
  lead_id: string;
  key: string;
  rank: number;
  label: string;
  value: string;
  message_id: string;
}

export function toRow(lead: NewLead): Omit<LeadRow, 'position' | 'id' | 'status' | 'created_at' | 'updated_at'> {
  return {
    run_id: lead.runId ?? null,
    site_id: lead.siteId,
    contact_id: lead.contactId,
    conversation_id: lead.conversationId,
    scenario_id: lead.scenarioId ?? null,
    channel: lead.channel,
    locale: lead.locale,
    name: lead.name ?? null,
    name_key: foldText(lead.name ?? ''),
    phone: lead.phone ?? null,
    email: lead.email ?? null,
    need: lead.need ?? null,
    consent_at: lead.consentAt ?? null,
    consent_text: lead.consentText ?? null,
  };
}

export function leadOf(row: LeadRow): Lead {
  return {
    id: row.id,
    status: row.status,
    siteId: row.site_id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
    scenarioId: row.scenario_id ?? undefined,
    channel: row.channel,
    locale: row.locale,
    name: row.name ?? undefined,
    phone: row.phone ?? undefined,
    email: row.email ?? undefined,
    need: row.need ?? undefined,
    consentAt: row.consent_at ?? undefined,
    consentText: row.consent_text ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function leadDetailsOf(row: LeadRow, fields: LeadFieldRow[]): LeadDetails {
  return {
    ...leadOf(row),
    fields: fields.map(({ key, label, value, message_id }) => ({ key, label, value, messageId: message_id })),
  };
}
