import type { Chat, SendOptions } from '@agent-chat/sdk';

/** What a part of the panel asks of it. */
export type ChatRequest =
  | ({ type: 'send'; text: string } & SendOptions)
  | { type: 'retry' | 'discard'; clientId: string }
  | { type: 'read'; seq: number }
  | { type: 'typing'; on: boolean }
  | { type: 'draft'; text: string }
  | { type: 'locale'; locale: string }
  /** What only a part that is loaded later asks for. */
  | { type: 'ask'; ask: (chat: Chat) => Promise<void> }
  | { type: 'show'; view: ViewName | undefined }
  | { type: 'earlier' | 'stop' | 'retry-turn' | 'close' | 'new' };

export type ViewName =
  'menu' | 'link' | 'earlier' | 'memory' | 'language' | 'transcript' | 'end' | 'new' | 'alerts' | 'help';

/** Goes up to the panel, which alone talks to the client. */
export class ChatRequestEvent extends Event {
  readonly request: ChatRequest;

  constructor(request: ChatRequest) {
    super('chat-request', { bubbles: true });
    this.request = request;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-request': ChatRequestEvent;
  }
}
