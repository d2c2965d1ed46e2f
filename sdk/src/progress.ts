import type { ChatMessage } from './chat-types.ts';
import type { Conversation } from './protocol.ts';

/** How far a message of the visitor has come. */
export type DeliveryState = 'waiting' | 'sending' | 'failed' | 'stored' | 'delivered' | 'read';

/**
 * For a tick beside it. Delivered: the agent or a colleague has it before him; read: answered by the agent, or seen by a colleague.
 *
 * ```ts
 * deliveryOf(message, chat.state.conversation); // 'read'
 * ```
 */
export function deliveryOf({ delivery, seq }: ChatMessage, conversation?: Conversation): DeliveryState {
  if (delivery || !conversation) return delivery ?? 'stored';
  const { operator, agent } = conversation.readSeq;
  if (seq <= Math.max(operator, agent)) return 'read';
  return seq <= conversation.deliveredSeq ? 'delivered' : 'stored';
}

/** What has come this far never goes back: what is told may overtake what was read. */
export function furthest(conversation: Conversation, held: Conversation | undefined): Conversation {
  if (held?.id !== conversation.id) return conversation;
  const { readSeq, deliveredSeq } = conversation;
  return {
    ...conversation,
    deliveredSeq: Math.max(deliveredSeq, held.deliveredSeq),
    readSeq: {
      ...readSeq,
      operator: Math.max(readSeq.operator, held.readSeq.operator),
      agent: Math.max(readSeq.agent, held.readSeq.agent),
    },
  };
}
