export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ModelRequest {
  messages: ModelMessage[];
  /** Upper bound of the answer in tokens. */
  maxTokens?: number;
  temperature?: number;
}

export type ModelPart =
  | { type: 'text'; text: string }
  /** Always the last part of an answer that is whole. */
  | { type: 'end'; reason: 'stop' | 'length' | 'filter'; usage?: { input: number; output: number } };

/** A server that answers. A new one is one file and one line in `providers.ts`, and passes `tests/contract/provider.ts`. */
export interface Provider {
  name: string;
  /** What is asked, for people: model and host, without the key. */
  label: string;
  /** Streams an answer. Throws {@link ModelError} when it fails, hangs beyond its limits, or ends without saying that it is whole. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPart>;
  /** Rejects with {@link ModelError} when the server cannot be used. */
  health(signal: AbortSignal): Promise<void>;
}

export type ModelErrorCode =
  'AUTH' | 'RATE_LIMITED' | 'UNAVAILABLE' | 'TIMEOUT' | 'CUT' | 'BAD_ANSWER' | 'REFUSED' | 'ABORTED';

/** `message` never carries the key or a visitor's words. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;
  /** Seconds, when the server said so. */
  readonly retryAfter?: number;

  constructor(code: ModelErrorCode, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = 'ModelError';
    this.code = code;
    this.retryAfter = options.retryAfter;
  }
}
