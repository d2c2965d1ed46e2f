import type { Message } from '@agent-chat/sdk';

/** A finished message of anybody has joined the conversation. */
export class AgentChatMessageAddedEvent extends Event {
  readonly message: Message;

  constructor(message: Message) {
    super('agent-chat-message-added', { bubbles: true, composed: true });
    this.message = message;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-message-added': AgentChatMessageAddedEvent;
  }
}
