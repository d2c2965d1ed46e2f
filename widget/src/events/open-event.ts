/** The chat is about to be opened, by the visitor or by the page; `preventDefault()` keeps it closed. */
export class AgentChatOpenEvent extends Event {
  constructor() {
    super('agent-chat-open', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-open': AgentChatOpenEvent;
  }
}
