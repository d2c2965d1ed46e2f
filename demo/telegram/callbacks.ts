import { randomInt } from 'node:crypto';

export interface CallbackQueries {
  /** Registers a press in a chat and returns the query's id. */
  open(chatId: number): string;
  /** The chat of a query that can still be answered. */
  find(queryId: string): number | undefined;
}

/** After this a real client has long stopped showing progress and the server refuses the answer. */
const ANSWER_WITHIN_MS = 60_000;

export function createCallbackQueries(clock: () => number): CallbackQueries {
  const queries = new Map<string, { chatId: number; at: number }>();
  return {
    open(chatId) {
      const id = `${randomInt(1e9, 2 ** 47)}`;
      queries.set(id, { chatId, at: clock() });
      return id;
    },
    find(queryId) {
      const query = queries.get(queryId);
      return query && query.at > clock() - ANSWER_WITHIN_MS ? query.chatId : undefined;
    },
  };
}
