import type { ChatStorage } from './chat-storage.ts';
import { memoryStorage } from './memory.ts';

/** Goes on in memory from the first failure of `storage` (private mode, quota, a blocked database). */
export function fallbackStorage(storage: ChatStorage): ChatStorage {
  let current = storage;
  async function attempt<T>(use: (storage: ChatStorage) => Promise<T>): Promise<T> {
    const tried = current;
    try {
      return await use(tried);
    } catch {
      if (tried === current) current = memoryStorage();
      return use(current);
    }
  }
  return {
    get: (key) => attempt((storage) => storage.get(key)),
    list: (prefix) => attempt((storage) => storage.list(prefix)),
    set: (key, value) => attempt((storage) => storage.set(key, value)),
    remove: (key) => attempt((storage) => storage.remove(key)),
  };
}
