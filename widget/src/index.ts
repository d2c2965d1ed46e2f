export { AgentChat } from './agent-chat.ts';
export type { AgentChatOpenedEvent } from './events/opened-event.ts';
export type { AgentChatClosedEvent } from './events/closed-event.ts';
export type { AgentChatMessageAddedEvent } from './events/message-added-event.ts';
export type { AgentChatProactiveShownEvent } from './events/proactive-shown-event.ts';
export type { AgentChatMessageSendEvent } from './events/message-send-event.ts';
