import type { Chat } from './chat-types.ts';
import type { Ask, Asks } from './protocol.ts';
import { MAX_HISTORY_PAGE } from './protocol.ts';

type AskServer = <E extends Ask>(event: E, payload: Asks[E][0]) => Promise<Asks[E][1]>;
type ChatAsks = Pick<
  Chat,
  | 'requestOperator'
  | 'giveFeedback'
  | 'createLink'
  | 'removeLink'
  | 'readMemory'
  | 'eraseMemory'
  | 'correctMemory'
  | 'conversations'
  | 'readHistory'
>;

/** The asks that change nothing here: each is one question and its answer. */
export function createAsks(ask: AskServer): ChatAsks {
  const request = async <E extends Ask>(event: E, payload: Asks[E][0]) => void (await ask(event, payload));
  return {
    requestOperator: () => request('operator:request', {}),
    giveFeedback: (messageId, rating, comment) => request('feedback:give', { messageId, rating, comment }),
    createLink: (channel) => ask('link:create', { channel }),
    removeLink: (channel) => request('link:remove', { channel }),
    readMemory: (before) => ask('memory:read', { before }),
    eraseMemory: async (id) => (await ask('memory:erase', { id })).erased,
    correctMemory: async (id, text) => (await ask('memory:correct', { id, text })).item,
    conversations: ({ before, limit = 20 } = {}) => ask('conversation:list', { before, limit }),
    readHistory: ({ limit = MAX_HISTORY_PAGE, ...range } = {}) => ask('history:read', { ...range, limit }),
  };
}
