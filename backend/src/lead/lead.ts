/** Where a lead stands with the owner. */
export const leadStatuses = ['new', 'contacted', 'done', 'spam'] as const;
export type LeadStatus = (typeof leadStatuses)[number];

/** One thing that a contact said of himself. */
export interface LeadField {
  key: string;
  /** Locale key of its label. */
  label: string;
  value: string;
  /** The message it came from. */
  messageId: string;
}

export interface NewLead {
  /** The scenario run it comes of: captured again, it replaces what that run captured before. */
  runId?: string;
  siteId: string;
  contactId: string;
  conversationId: string;
  scenarioId?: string;
  /** Where it was said: `web`, `telegram` … */
  channel: string;
  locale: string;
  name?: string;
  /** E.164. */
  phone?: string;
  email?: string;
  need?: string;
  /** ISO 8601, UTC. */
  consentAt?: string;
  /** What was agreed to, as it was shown. */
  consentText?: string;
  fields: LeadField[];
}

export interface Lead extends Omit<NewLead, 'fields' | 'runId'> {
  id: string;
  status: LeadStatus;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
}

export interface LeadDetails extends Lead {
  fields: LeadField[];
}
