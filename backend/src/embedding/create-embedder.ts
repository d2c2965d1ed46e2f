import type { Log } from '../telemetry/log.ts';
import type { Embedder } from './embedder.ts';
import { createLexicalEmbedder } from './lexical-embedder.ts';
import { loadTransformer } from './transformer-embedder.ts';

/** The embedder of the moment. At first and whenever there is no model it is the lexical one, so nothing ever waits for weights. */
export interface EmbedderSource {
  /** Ask at each use and never keep it: it changes. */
  current(): Embedder;
  /** Resolves with the one that stays, when the model is loaded or cannot be. Never rejects. */
  ready: Promise<Embedder>;
  /** Calls the listener after `current()` has changed. */
  onChange(listener: (embedder: Embedder) => void): void;
  close(): Promise<void>;
}

export interface EmbedderOptions {
  /** A model's name on the hub, or `lexical` for none. */
  model: string;
  /** A model's own folder, or one that holds `<model>/`; nothing is fetched then. */
  path?: string;
  /** Where weights from the hub are kept. */
  cacheDir: string;
  log: Log;
  /** Milliseconds without progress after which loading counts as failed. */
  stallLimit?: number;
}

export function createEmbedder({ log, ...options }: EmbedderOptions): EmbedderSource {
  const lexical = createLexicalEmbedder();
  const listeners: ((embedder: Embedder) => void)[] = [];
  let current = lexical;
  const closing = new AbortController();
  const ready = options.model === 'lexical' ? Promise.resolve(lexical) : load();
  return {
    current: () => current,
    ready,
    onChange: (listener) => void listeners.push(listener),
    async close() {
      closing.abort();
      await current.close();
      await ready.then((embedder) => embedder.close());
    },
  };

  async function load(): Promise<Embedder> {
    try {
      change(await loadTransformer({ ...options, signal: closing.signal, onLost: fallBack }));
    } catch (error) {
      if (!closing.signal.aborted) fallBack(error instanceof Error ? error.message : String(error));
    }
    return current;
  }

  function change(embedder: Embedder): void {
    current = embedder;
    log.info({ embedder: embedder.id }, 'embedding: model loaded');
    for (const listener of listeners) listener(embedder);
  }

  function fallBack(reason: string): void {
    const source = options.path === undefined ? `${options.model} from the hub` : `a model in ${options.path}`;
    log.warn(
      { reason },
      `embedding: ${source} is not available; recall works by words, not by meaning. ` +
        `Set EMBEDDING_PATH to a folder with the weights, or EMBEDDING_MODEL=lexical to do without`,
    );
    if (current === lexical) return;
    current = lexical;
    for (const listener of listeners) listener(lexical);
  }
}
