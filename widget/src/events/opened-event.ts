/** The chat has been opened, by the visitor or by the page. */
export class AgentChatOpenedEvent extends Event {
  constructor() {
    super('agent-chat-opened', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-opened': AgentChatOpenedEvent;
  }
}
