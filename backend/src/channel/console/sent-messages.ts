import type { Message } from '@agent-chat/sdk/protocol';

const KEPT = 1000;

/** An operator's message that is sent again, because its acknowledgement was lost, is said once. */
export interface SentMessages {
  once(key: string, send: () => Promise<Message>): Promise<Message>;
}

export function createSentMessages(): SentMessages {
  const sent = new Map<string, Promise<Message>>();
  return {
    once(key, send) {
      const known = sent.get(key);
      if (known) return known;
      const sending = send();
      sent.set(key, sending);
      sending.catch(() => sent.delete(key));
      if (sent.size > KEPT) sent.delete(sent.keys().next().value as string);
      return sending;
    },
  };
}
