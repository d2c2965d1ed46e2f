import { AppError } from '../errors.ts';
import { ModelError, type Provider } from '../model/provider.ts';
import type { AskModel } from '../translation/draft-texts.ts';

/** One question, one whole answer. */
export function createAskModel(provider: Provider): AskModel {
  return async ({ system, user }, signal) => {
    const messages = [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ];
    try {
      let text = '';
      for await (const part of provider.stream({ messages, temperature: 0.2 }, signal)) {
        if (part.type === 'text') text += part.text;
      }
      return text;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      throw new AppError('UNSUPPORTED', `the model gave no draft: ${error.message}`, {
        hint: 'Try again; the log of the server says more.',
        retryAfter: error.retryAfter,
        cause: error,
      });
    }
  };
}
