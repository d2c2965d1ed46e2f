import type { ErrorView } from '@agent-chat/sdk';

/** A message failed for good, or the server does not want this page: `error.hint` says what to do. */
export class AgentChatErrorEvent extends Event {
  readonly error: ErrorView;

  constructor(error: ErrorView) {
    super('agent-chat-error', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'agent-chat-error': AgentChatErrorEvent;
  }
}
