import { Worker } from 'node:worker_threads';
import type { Embedder } from './embedder.ts';
import { RequestQueue } from './request-queue.ts';
import type { EmbedRequest, TransformerMessage, TransformerSettings } from './transformer-worker.ts';

export interface TransformerOptions extends TransformerSettings {
  /** Milliseconds without any progress after which loading counts as failed; a slow download goes on as long as bytes arrive. */
  stallLimit?: number;
  /** Gives loading up. */
  signal?: AbortSignal;
  /** Called once when the loaded engine is lost, with what happened. */
  onLost?(reason: string): void;
}

const BATCH = 32;
const STALL_LIMIT = 15_000;

/**
 * Loads a sentence-embedding model into a worker thread. Rejects with what went wrong when it cannot be loaded.
 * A single text or a query goes before batches that wait.
 */
export async function loadTransformer(options: TransformerOptions): Promise<Embedder> {
  const { stallLimit = STALL_LIMIT, signal, onLost, ...settings } = options;
  const worker = new Worker(new URL('./transformer-worker.ts', import.meta.url), { workerData: settings });
  try {
    const ready = await loaded(worker, { stallLimit, signal });
    return connect(worker, ready, onLost);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

type Ready = Extract<TransformerMessage, { type: 'ready' }>;

async function loaded(
  worker: Worker,
  { stallLimit, signal }: { stallLimit: number; signal?: AbortSignal },
): Promise<Ready> {
  const { promise, resolve, reject } = Promise.withResolvers<Ready>();
  const timer = setTimeout(() => reject(new Error(`no progress within ${stallLimit / 1000} s`)), stallLimit);
  const giveUp = (): void => reject(new Error('loading was given up'));
  const exited = (code: number): void => reject(new Error(`the worker exited with code ${code}`));
  const heard = (message: TransformerMessage): void => {
    if (message.type === 'progress') timer.refresh();
    if (message.type === 'ready') resolve(message);
    if (message.type === 'failed') reject(new Error(message.reason));
  };
  signal?.addEventListener('abort', giveUp);
  worker.on('message', heard).on('error', reject).on('exit', exited);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    worker.off('message', heard).off('error', reject).off('exit', exited);
  }
}

function connect(worker: Worker, { name, dtype, dimension }: Ready, onLost?: (reason: string) => void): Embedder {
  const queue = new RequestQueue<string[], Float32Array[]>((id, texts) =>
    worker.postMessage({ id, texts } satisfies EmbedRequest),
  );
  let closing = false;
  const lose = (reason: string): void => {
    queue.fail(new Error(`The embedding engine is gone: ${reason}`));
    if (!closing) onLost?.(reason);
    closing = true;
  };
  worker.on('message', (message: TransformerMessage) => {
    if (message.type === 'vectors') queue.settle(message.id, { answer: cut(message.values, message.dimension) });
    if (message.type === 'rejected') queue.settle(message.id, { error: new Error(message.reason) });
  });
  worker.once('error', (error) => lose(error.message));
  worker.once('exit', (code) => lose(`the worker exited with code ${code}`));
  const prefix = prefixOf(name);
  return {
    id: `transformer:${name}:${dtype}`,
    dimension,
    async embed(texts, kind) {
      const live = texts.length === 1 || kind === 'query';
      const prefixed = texts.map((text) => prefix[kind] + text);
      const batches = await Promise.all(slices(prefixed, BATCH).map((batch) => queue.ask(batch, { live })));
      return batches.flat();
    },
    async close() {
      closing = true;
      await worker.terminate();
    },
  };
}

/** The e5 family was trained with these words in front: https://huggingface.co/intfloat/multilingual-e5-small */
function prefixOf(name: string): Record<'query' | 'passage', string> {
  return /(^|[-_/])e5([-_]|$)/i.test(name) ? { query: 'query: ', passage: 'passage: ' } : { query: '', passage: '' };
}

function cut(values: Float32Array, dimension: number): Float32Array[] {
  return Array.from({ length: values.length / dimension }, (_, row) =>
    values.subarray(row * dimension, (row + 1) * dimension),
  );
}

function slices<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
