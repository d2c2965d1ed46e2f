import OpenAI from 'openai';
import { Agent } from 'undici';
import type { ModelConfig } from '../config.ts';
import { readEvents } from './event-stream.ts';
import { createQuickFetch } from './quick-fetch.ts';
import { createTimers } from './timers.ts';
import { ModelError, type ModelErrorCode, type ModelPart, type ModelRequest, type Provider } from './provider.ts';

type Chunk = OpenAI.Chat.Completions.ChatCompletionChunk;
type FinishReason = NonNullable<Chunk['choices'][number]['finish_reason']>;

const RETRY_PAUSE_MS = 300;

/** Ends a stream of the protocol. */
const DONE = '[DONE]';

/**
 * Any server of the OpenAI chat-completions protocol. The SDK asks and knows the errors; its stream is read here, in half the time, because the
 * SDK takes one that was cut without `finish_reason` for complete, and its timeout does not end one that hangs.
 */
export function createOpenAiProvider(config: ModelConfig): Provider {
  const dispatcher = new Agent({
    connect: { timeout: config.timeouts.connect },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
  });
  const client = new OpenAI({
    apiKey: config.apiKey,
    baseURL: config.baseUrl,
    maxRetries: 0,
    timeout: config.timeouts.total,
    fetch: createQuickFetch(dispatcher) as unknown as typeof globalThis.fetch,
    logLevel: 'off',
  });
  const { host } = new URL(config.baseUrl);
  const limit = host === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens';

  async function open(request: ModelRequest, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const body = {
      model: config.model,
      messages: request.messages,
      stream: true as const,
      [limit]: request.maxTokens ?? config.maxTokens,
      ...(request.temperature !== undefined && { temperature: request.temperature }),
    };
    const ask = () => client.chat.completions.create(body, { signal }).asResponse();
    const response = await ask().catch(async (error: unknown) => {
      if (!isWorthARetry(error) || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS));
      return ask();
    });
    return readEvents(response.body as AsyncIterable<Uint8Array>);
  }

  return {
    name: 'openai',
    label: `${config.model} at ${host}`,
    async *stream(request, signal) {
      const timers = createTimers(config.timeouts, signal);
      try {
        yield* readParts(await timers.race(open(request, timers.signal)), timers);
      } catch (error) {
        throw toModelError(error, signal, timers.expired());
      } finally {
        timers.stop();
      }
    },
    async health(signal) {
      try {
        await client.models.list({ signal });
      } catch (error) {
        throw toModelError(error, signal);
      }
    },
  };
}

async function* readParts(
  events: AsyncIterable<string>,
  timers: ReturnType<typeof createTimers>,
): AsyncGenerator<ModelPart> {
  const iterator = events[Symbol.asyncIterator]();
  let reason: FinishReason | undefined;
  let isEmpty = true;
  try {
    for (;;) {
      const { done, value } = await timers.race(iterator.next());
      if (done) break;
      // Read to its end, so that the connection can be used again.
      if (value === DONE) continue;
      const choice = (JSON.parse(value) as Chunk).choices?.[0];
      const text = choice?.delta?.content;
      if (typeof text === 'string' && text !== '') {
        timers.progressed();
        isEmpty = false;
        yield { type: 'text', text };
      }
      reason = choice?.finish_reason ?? reason;
    }
  } finally {
    void iterator.return?.()?.catch?.(() => undefined);
  }
  if (!reason) throw new ModelError('CUT', 'The answer ended without a finish_reason');
  if (isEmpty) throw new ModelError('BAD_ANSWER', 'The answer was empty');
  yield { type: 'end', reason: reason === 'length' ? 'length' : reason === 'content_filter' ? 'filter' : 'stop' };
}

/** A fault of the moment, before anything was said: refused, reset, or a 5xx. */
function isWorthARetry(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError) return !(error instanceof OpenAI.APIConnectionTimeoutError);
  return error instanceof OpenAI.APIError && (error.status ?? 0) >= 500;
}

function toModelError(error: unknown, signal: AbortSignal, expired?: string): ModelError {
  if (signal.aborted) return new ModelError('ABORTED', 'The answer was stopped', { cause: error });
  if (expired)
    return new ModelError('TIMEOUT', `The model server did not keep the limit: ${expired}`, { cause: error });
  if (error instanceof ModelError) return error;
  if (error instanceof OpenAI.APIError && error.status) return fromStatus(error);
  if (error instanceof OpenAI.APIConnectionError)
    return new ModelError('UNAVAILABLE', 'The model server cannot be reached', { cause: error });
  if (error instanceof SyntaxError)
    return new ModelError('BAD_ANSWER', 'The answer is not valid JSON', { cause: error });
  return new ModelError('CUT', 'The answer was cut', { cause: error });
}

const BY_STATUS: Record<number, ModelErrorCode> = {
  400: 'REFUSED',
  401: 'AUTH',
  403: 'AUTH',
  404: 'REFUSED',
  429: 'RATE_LIMITED',
};

function fromStatus(error: InstanceType<typeof OpenAI.APIError>): ModelError {
  const status = error.status as number;
  const seconds = Number(error.headers?.get('retry-after'));
  return new ModelError(
    BY_STATUS[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'REFUSED'),
    `The model server answered ${status}`,
    {
      cause: error,
      ...(seconds > 0 && { retryAfter: seconds }),
    },
  );
}
