import type { Conversation } from '@agent-chat/sdk';

/** The conversation is another one, or who answers in it, its language, its channels or its being open have changed. */
export class AgentChatConversationChangedEvent extends Event {
  readonly conversation: Conversation;

  constructor(conversation: Conversation) {
    super('agent-chat-conversation-changed', { bubbles: true, composed: true });
    this.conversation = conversation;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-conversation-changed': AgentChatConversationChangedEvent;
  }
}
