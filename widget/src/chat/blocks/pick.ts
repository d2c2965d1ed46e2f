import type { Choice } from '@agent-chat/sdk/protocol';
import type { Row } from '../chat-message.ts';
import { ChatRequestEvent } from '../chat-request-event.ts';

/** Says a choice for the visitor. */
export function pick(event: Event, { message }: Row, { label, text = label, value, scenario }: Choice): void {
  const request = { type: 'send', text, pick: { messageId: message.id, value }, scenario } as const;
  event.target!.dispatchEvent(new ChatRequestEvent(request));
}
