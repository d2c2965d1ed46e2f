/** The visitor is about to send `text`; `preventDefault()` keeps it from being sent. */
export class AgentChatMessageSendEvent extends Event {
  readonly text: string;

  constructor(text: string) {
    super('agent-chat-message-send', { bubbles: true, composed: true, cancelable: true });
    this.text = text;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-message-send': AgentChatMessageSendEvent;
  }
}
