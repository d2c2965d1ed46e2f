import type { Message } from './protocol.ts';

/** The part of the log that is held. */
export interface Timeline {
  /** Ascending by `seq`, each once. */
  readonly messages: readonly Message[];
  /** Nothing is missing between the first message held and this `seq`. */
  readonly contiguous: number;
}

export const EMPTY_TIMELINE: Timeline = { messages: [], contiguous: 0 };

/**
 * Adds messages that arrived in any order, any number of times; of two versions the one edited later stays.
 * With `after`, they are known to be all there is from `after + 1` to the last of them.
 */
export function mergeMessages(timeline: Timeline, incoming: readonly Message[], after = Infinity): Timeline {
  const bySeq = new Map(timeline.messages.map((message) => [message.seq, message]));
  for (const message of incoming) {
    const held = bySeq.get(message.seq);
    if (!held || (message.editedAt ?? '') >= (held.editedAt ?? '')) bySeq.set(message.seq, message);
  }
  const messages = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  let { contiguous } = timeline;
  if (after <= contiguous) contiguous = Math.max(contiguous, ...incoming.map(({ seq }) => seq));
  for (const { seq } of messages) if (seq === contiguous + 1) contiguous = seq;
  return { messages, contiguous };
}

/** A timeline that begins with this page of the log. */
export function openTimeline(page: readonly Message[]): Timeline {
  return mergeMessages(EMPTY_TIMELINE, page, 0);
}

export function lastSeq({ messages }: Timeline): number {
  return messages.at(-1)?.seq ?? 0;
}
