/**
 * Where a chat keeps what must outlive the page: the visitor's token, the outbox and the draft, under keys that begin with server and site.
 * Values are plain data (structured clone). Any method may reject: the chat then goes on in memory.
 */
export interface ChatStorage {
  get(key: string): Promise<unknown>;
  /** Values whose key begins with `prefix`, by key, ascending. */
  list(prefix: string): Promise<unknown[]>;
  /** Resolves when it is kept. */
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}
