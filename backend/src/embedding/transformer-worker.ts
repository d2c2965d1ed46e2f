import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { FeatureExtractionPipeline } from '@huggingface/transformers';

/** The model's thread: texts in, vectors out. The library is loaded here only, so the server starts without it. */
export interface TransformerSettings {
  model: string;
  /** A model's own folder, or one that holds `<model>/`. Nothing is fetched then. */
  path?: string;
  cacheDir: string;
}

export interface EmbedRequest {
  id: number;
  texts: string[];
}

export type TransformerMessage =
  | { type: 'progress' }
  | { type: 'ready'; name: string; dtype: string; dimension: number }
  | { type: 'failed'; reason: string }
  | { type: 'vectors'; id: number; dimension: number; values: Float32Array }
  | { type: 'rejected'; id: number; reason: string };

const DTYPES = ['q8', 'fp32'] as const;
const settings = workerData as TransformerSettings;
const port = parentPort!;

serve().catch((error: unknown) => tell({ type: 'failed', reason: reasonOf(error) }));

async function serve(): Promise<void> {
  const { pipeline, dtype, name } = await load();
  const probe = await run(pipeline, ['a']);
  port.on('message', (request: EmbedRequest) => void answer(pipeline, request));
  tell({ type: 'ready', name, dtype, dimension: probe.dimension });
}

async function load(): Promise<{ pipeline: FeatureExtractionPipeline; dtype: string; name: string }> {
  const { env, LogLevel, pipeline } = await import('@huggingface/transformers');
  env.logLevel = LogLevel.ERROR;
  const name = settings.path === undefined ? useHub(env) : useFolder(env, settings.path);
  let failure: unknown;
  for (const dtype of DTYPES) {
    try {
      const made = await pipeline('feature-extraction', name, {
        dtype,
        session_options: sessionOptions(),
        progress_callback: () => tell({ type: 'progress' }),
      });
      return { pipeline: made, dtype, name };
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

function useHub(env: { cacheDir: string | null; allowLocalModels: boolean }): string {
  env.cacheDir = settings.cacheDir;
  env.allowLocalModels = false;
  return settings.model;
}

function useFolder(env: { localModelPath: string; allowRemoteModels: boolean }, path: string): string {
  env.allowRemoteModels = false;
  const folder = resolve(path);
  const own = existsSync(join(folder, 'config.json'));
  env.localModelPath = own ? dirname(folder) : folder;
  return own ? basename(folder) : settings.model;
}

/** One core stays free for the server, and idle threads of the engine must not spin on the others. */
function sessionOptions(): object {
  return {
    intraOpNumThreads: Math.max(1, availableParallelism() - 1),
    interOpNumThreads: 1,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
}

async function answer(pipeline: FeatureExtractionPipeline, { id, texts }: EmbedRequest): Promise<void> {
  try {
    const { dimension, values } = await run(pipeline, texts);
    port.postMessage({ type: 'vectors', id, dimension, values } satisfies TransformerMessage, [
      values.buffer as ArrayBuffer,
    ]);
  } catch (error) {
    tell({ type: 'rejected', id, reason: reasonOf(error) });
  }
}

async function run(
  pipeline: FeatureExtractionPipeline,
  texts: string[],
): Promise<{ dimension: number; values: Float32Array }> {
  const output = await pipeline(texts, { pooling: 'mean', normalize: true });
  return { dimension: output.dims.at(-1) ?? 0, values: Float32Array.from(output.data as Float32Array) };
}

function tell(message: TransformerMessage): void {
  port.postMessage(message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
