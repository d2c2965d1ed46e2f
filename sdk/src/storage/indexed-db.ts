import type { ChatStorage } from './chat-storage.ts';

const STORE = 'values';
/** Some browsers leave `open` unanswered for ever, e.g. https://bugs.webkit.org/show_bug.cgi?id=226547 */
const OPEN_TIMEOUT = 2000;

/** The default in browsers: one database, shared by every tab of the origin. */
export function indexedDbStorage(name = 'agent-chat'): ChatStorage {
  let opening: Promise<IDBDatabase> | undefined;
  const forget = () => (opening = undefined);

  async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await (opening ??= open(name, forget));
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  return {
    get: (key) => run('readonly', (store) => store.get(key)),
    list: (prefix) => run('readonly', (store) => store.getAll(IDBKeyRange.bound(prefix, prefix + '\uffff'))),
    set: async (key, value) => void (await run('readwrite', (store) => store.put(value, key))),
    remove: (key) => run('readwrite', (store) => store.delete(key)),
  };
}

function open(name: string, lost: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    setTimeout(reject, OPEN_TIMEOUT, new Error('IndexedDB does not answer'));
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = lost;
      // A tab that holds on to the old version would block a newer one for as long as it is open.
      database.onversionchange = () => (lost(), database.close());
      resolve(database);
    };
  });
}
