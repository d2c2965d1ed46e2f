import type { LeadView } from '@agent-chat/sdk';

/** The visitor has left his contact details, and has agreed that they are kept. */
export class AgentChatLeadCapturedEvent extends Event {
  readonly lead: LeadView;

  constructor(lead: LeadView) {
    super('agent-chat-lead-captured', { bubbles: true, composed: true });
    this.lead = lead;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-lead-captured': AgentChatLeadCapturedEvent;
  }
}
