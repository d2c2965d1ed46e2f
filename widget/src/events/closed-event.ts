/** The chat has been closed, by the visitor or by the page. */
export class AgentChatClosedEvent extends Event {
  constructor() {
    super('agent-chat-closed', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-closed': AgentChatClosedEvent;
  }
}
