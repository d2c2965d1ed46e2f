import { Worker } from 'node:worker_threads';

export interface QueryAnswer {
  rows?: unknown[];
  changes?: number;
  lastID?: number;
}

export type SqlValue = string | number | null;

/** A statement whose text never changes, so that it is planned once. */
export interface Statement {
  sql: string;
  values: SqlValue[];
}

/** One statement of a batch, run once for each list of values. */
export interface BatchStep {
  sql: string;
  each: SqlValue[][];
}

/** The rows that a step's runs returned, one list for each run. */
export type BatchAnswer = Record<string, unknown>[][];

export interface WorkerConnectionOptions {
  filename: string;
  readonly: boolean;
  synchronous: 'FULL' | 'NORMAL';
}

interface Pending {
  resolve(answer: never): void;
  reject(error: Error): void;
}

/** A SQLite connection that lives in a worker thread, so that nothing on the event loop waits for a disk. */
export class WorkerConnection {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #failure?: Error;

  private constructor(options: WorkerConnectionOptions) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options, execArgv: [] });
    this.#worker.on('message', (message) => this.#settle(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('The database connection is closed')));
  }

  static open(options: WorkerConnectionOptions): Promise<WorkerConnection> {
    const connection = new WorkerConnection(options);
    return new Promise((resolve, reject) => {
      connection.#pending.set(0, { resolve: () => resolve(connection), reject });
    });
  }

  /** Nothing can be asked of it any more. */
  get isLost(): boolean {
    return this.#failure !== undefined;
  }

  query(sql: string, bindings: unknown[]): Promise<QueryAnswer> {
    return this.#ask({ sql, bindings });
  }

  /** All steps in one transaction and one trip. Travels as JSON: a string is copied between threads for less than what it describes. */
  async batch(steps: BatchStep[]): Promise<BatchAnswer[]> {
    return JSON.parse(await this.#ask<string>({ batch: JSON.stringify(steps) })) as BatchAnswer[];
  }

  #ask<T>(request: object): Promise<T> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...request });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#failure) return resolve();
      this.#worker.once('exit', () => resolve());
      this.#worker.postMessage('close');
    });
  }

  #settle(message: { id: number; answer?: unknown; error?: { message: string; code?: string } }): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error) pending?.reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
    else pending?.resolve(message.answer as never);
  }

  #fail(error: Error): void {
    this.#failure = error;
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
