/** The agent has spoken first, beside the launcher. */
export class AgentChatProactiveShownEvent extends Event {
  /** Id of the rule. */
  readonly rule: string;

  constructor(rule: string) {
    super('agent-chat-proactive-shown', { bubbles: true, composed: true });
    this.rule = rule;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-proactive-shown': AgentChatProactiveShownEvent;
  }
}
