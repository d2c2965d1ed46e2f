import type { Conversation, ErrorView, LeadView, Message } from '@agent-chat/sdk';
import { AgentChatConversationChangedEvent } from '../../events/conversation-changed-event.ts';
import { AgentChatErrorEvent } from '../../events/error-event.ts';
import { AgentChatLeadCapturedEvent } from '../../events/lead-captured-event.ts';
import { AgentChatMessageAddedEvent } from '../../events/message-added-event.ts';

/** What the page is told after it has happened. */
export const pageEvents = {
  message: (message: Message) => new AgentChatMessageAddedEvent(message),
  conversation: (conversation: Conversation) => new AgentChatConversationChangedEvent(conversation),
  lead: (lead: LeadView) => new AgentChatLeadCapturedEvent(lead),
  error: (error: ErrorView) => new AgentChatErrorEvent(error),
};
