export type Rating = 'up' | 'down';

const KEY = 'agent-chat/ratings';
/** Of the newest messages: enough to show what was said of an answer that is still to be seen. */
const KEPT = 100;

const given = read();

/** How this visitor has rated a message, in this browser. */
export function ratingOf(messageId: string): Rating | undefined {
  return given.get(messageId);
}

export function keepRating(messageId: string, rating: Rating | undefined): void {
  given.delete(messageId);
  if (rating) given.set(messageId, rating);
  try {
    localStorage.setItem(KEY, JSON.stringify([...given].slice(-KEPT)));
  } catch {
    // Blocked storage: known until the page is left.
  }
}

function read(): Map<string, Rating> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Map(Array.isArray(kept) ? (kept as [string, Rating][]) : []);
  } catch {
    return new Map();
  }
}
