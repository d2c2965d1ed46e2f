import type { Message } from './protocol.ts';

/**
 * What a server says without the messages and blocks that are none: whoever draws the log may rely on the types of what every message has.
 * A block of a known type may still hold anything.
 */
export function sound<T>(payload: T): T {
  const { message, messages } = (payload ?? {}) as { message?: Message; messages?: Message[] };
  return {
    ...payload,
    ...(message !== undefined && { message: soundMessage(message) }),
    ...(messages !== undefined && {
      messages: Array.isArray(messages) ? messages.flatMap((each) => soundMessage(each) ?? []) : [],
    }),
  };
}

function soundMessage(message: Message): Message | undefined {
  const { id, conversationId, author, text, createdAt, seq, blocks } = message ?? {};
  const isSound =
    [id, conversationId, author?.name, text, createdAt].every((value) => typeof value === 'string') &&
    Number.isSafeInteger(seq) &&
    seq > 0;
  if (!isSound) return undefined;
  return { ...message, blocks: Array.isArray(blocks) ? blocks.filter((block) => block?.type) : [] };
}
