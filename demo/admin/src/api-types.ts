import type { Handler, Role, Rating } from '@agent-chat/sdk/protocol';

export interface Account {
  id: string;
  email: string;
  name: string;
}

export const leadStatuses = ['new', 'contacted', 'done', 'spam'] as const;
export type LeadStatus = (typeof leadStatuses)[number];

export interface Lead {
  id: string;
  conversationId: string;
  contactId: string;
  scenarioId?: string;
  status: LeadStatus;
  channel: string;
  name?: string;
  phone?: string;
  email?: string;
  need?: string;
  consentAt?: string;
  consentText?: string;
  createdAt: string;
  updatedAt: string;
}

export interface LeadField {
  key: string;
  label: string;
  value: string;
  messageId: string;
  messageSeq?: number;
}

export type LeadDetails = Lead & {
  fields: LeadField[];
  /** The site vouches for the person. */
  verified: boolean;
};

export interface LeadPage {
  leads: Lead[];
  nextCursor?: string;
  total: number;
}

export interface Contact {
  id: string;
  name: string | null;
}

export interface ConversationSummary {
  id: string;
  status: 'open' | 'closed';
  handler: Handler;
  wantsOperator: boolean;
  channel: string;
  contact: Contact;
  lastMessage: { role: Role; author: string; text: string; createdAt: string };
  unread: number;
  rating?: Rating;
  updatedAt: string;
}

export interface ConversationPage {
  conversations: ConversationSummary[];
  nextCursor?: string;
}
