import { deliveryOf, type ChatMessage, type ChatState } from '@agent-chat/sdk';
import type { Row } from './chat-message.ts';

/** Milliseconds: what one author says within it is one group. */
const GROUP = 5 * 60_000;

export const keyOf = ({ clientId, id }: ChatMessage): string => clientId ?? id;

/** The messages from index `from` up to `to` with their places in the log; behind the last one, the answer being written. `fresh`: the first `seq` that was not read. */
export function rowsOf(
  { conversation, messages, streaming }: ChatState,
  from: number,
  to: number,
  fresh?: number,
): Row[] {
  const shown: ChatMessage[] = messages.slice(from, to);
  const atEnd = to === messages.length;
  const live = atEnd && streaming && !shown.some(({ id }) => id === streaming.id) ? streaming : undefined;
  if (live) shown.push(inTheMaking(live, shown.at(-1)));
  let answer = messages.slice(to).find(({ role }) => role === 'visitor')?.text;
  const rows: Row[] = [];
  for (let index = shown.length - 1; index >= 0; index--) {
    const message = shown[index]!;
    const before = shown[index - 1] ?? messages[from - 1];
    const after = shown[index + 1] ?? messages[to];
    const latest = !after;
    rows.push({
      key: keyOf(message),
      message,
      day: !before || dayOf(before) !== dayOf(message),
      fresh: message.seq === fresh,
      first: !before || message.seq === fresh || !sameGroup(before, message),
      last: !after || !sameGroup(message, after),
      latest,
      answer,
      streaming: latest && live !== undefined,
      delivery: message.role === 'visitor' ? deliveryOf(message, conversation) : undefined,
    });
    if (message.role === 'visitor') answer = message.text;
  }
  return rows.reverse();
}

function inTheMaking(live: NonNullable<ChatState['streaming']>, last: ChatMessage | undefined): ChatMessage {
  const createdAt = last?.createdAt ?? new Date().toISOString();
  const rest = { conversationId: '', seq: 0, role: 'agent', channel: 'web', blocks: [], status: 'complete' } as const;
  return { ...rest, ...live, blocks: [], createdAt };
}

function sameGroup(one: ChatMessage, other: ChatMessage): boolean {
  return (
    one.role === other.role &&
    one.author.name === other.author.name &&
    one.channel === other.channel &&
    dayOf(one) === dayOf(other) &&
    Math.abs(Date.parse(other.createdAt) - Date.parse(one.createdAt)) < GROUP
  );
}

const days = new WeakMap<ChatMessage, number>();

/** Kept, because every drawing asks for the days of all that is shown. */
function dayOf(message: ChatMessage): number {
  const day = days.get(message) ?? new Date(message.createdAt).setHours(0, 0, 0, 0);
  days.set(message, day);
  return day;
}
