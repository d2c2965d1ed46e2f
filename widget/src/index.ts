export { AgentChat } from './agent-chat.ts';
export type {
  AgentChatCall,
  AgentChatContext,
  AgentChatMode,
  AgentChatPosition,
  AgentChatTheme,
} from './agent-chat.ts';
export type { AgentChatClosedEvent } from './events/closed-event.ts';
export type { AgentChatConversationChangedEvent } from './events/conversation-changed-event.ts';
export type { AgentChatErrorEvent } from './events/error-event.ts';
export type { AgentChatLeadCapturedEvent } from './events/lead-captured-event.ts';
export type { AgentChatMessageAddedEvent } from './events/message-added-event.ts';
export type { AgentChatProactiveShownEvent } from './events/proactive-shown-event.ts';
export type { AgentChatMessageSendEvent } from './events/message-send-event.ts';
export type { AgentChatOpenEvent } from './events/open-event.ts';
export type { AgentChatOpenedEvent } from './events/opened-event.ts';
