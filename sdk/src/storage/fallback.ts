import type { ChatStorage } from './chat-storage.ts';
import { memoryStorage } from './memory.ts';

/** Goes on in memory from the first failure of `storage` (private mode, quota, a blocked database), and says so once. */
export function fallbackStorage(storage: ChatStorage, failed: () => void): ChatStorage {
  let current = storage;
  async function attempt<T>(use: (storage: ChatStorage) => Promise<T>): Promise<T> {
    try {
      return await use(current);
    } catch {
      if (current === storage) {
        current = memoryStorage();
        failed();
      }
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
