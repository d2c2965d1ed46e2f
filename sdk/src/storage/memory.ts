import type { ChatStorage } from './chat-storage.ts';

/** Keeps everything as long as the object lives. Chats that share one share their outbox. */
export function memoryStorage(): ChatStorage {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => values.get(key),
    list: async (prefix) => {
      const keys = [...values.keys()].filter((key) => key.startsWith(prefix));
      return keys.sort().map((key) => values.get(key));
    },
    set: async (key, value) => void values.set(key, value),
    remove: async (key) => void values.delete(key),
  };
}
