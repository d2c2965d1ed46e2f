import type { ChatMessage } from './chat-types.ts';
import { fileBlock } from './file-block.ts';
import type { OutboxEntry } from './outbox.ts';
import type { Message } from './protocol.ts';

type Entry = OutboxEntry & Pick<ChatMessage, 'delivery'>;

/** Shows what waits in the outbox, save what the log has already. */
export function owedMessages(
  entries: readonly Entry[],
  stored: readonly Message[],
  conversationId = '',
): ChatMessage[] {
  if (!entries.length) return [];
  const held = new Set(stored.map(({ clientId }) => clientId));
  return entries.filter(({ clientId }) => !held.has(clientId)).map((entry) => asMessage(entry, conversationId));
}

function asMessage({ clientId, text, at, attached = [], delivery, error }: Entry, conversationId: string): ChatMessage {
  return {
    ...{ id: clientId, clientId, conversationId, seq: 0, text, delivery, error },
    ...{ role: 'visitor', author: { name: '' }, channel: 'web', status: 'complete' },
    blocks: attached.map(fileBlock),
    createdAt: new Date(at).toISOString(),
  };
}
