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
  const messages = [...timeline.messages];
  for (const message of incoming) place(message, messages);
  let { contiguous } = timeline;
  if (after <= contiguous) contiguous = Math.max(contiguous, ...incoming.map(({ seq }) => seq));
  for (let at = indexFrom(messages, contiguous + 1); messages[at]?.seq === contiguous + 1; at++) contiguous++;
  return { messages, contiguous };
}

function place(message: Message, messages: Message[]): void {
  const at = indexFrom(messages, message.seq);
  const held = messages[at];
  if (held?.seq !== message.seq) messages.splice(at, 0, message);
  else if ((message.editedAt ?? '') >= (held.editedAt ?? '')) messages[at] = message;
}

/** Where the messages from `seq` on begin. The end is looked at first: nearly everything belongs there. */
export function indexFrom(messages: readonly Message[], seq: number): number {
  if ((messages.at(-1)?.seq ?? 0) < seq) return messages.length;
  let [low, high] = [0, messages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messages[middle]!.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A timeline that begins with this page of the log. */
export function openTimeline(page: readonly Message[]): Timeline {
  return mergeMessages(EMPTY_TIMELINE, page, 0);
}

export function lastSeq({ messages }: Timeline): number {
  return messages.at(-1)?.seq ?? 0;
}
