import type { ModelConfig } from '../config.ts';
import type { Provider } from './provider.ts';

/** Every kind of model server, by name; loaded when it is used. */
export const providers = {
  openai: async (config) => (await import('./openai-provider.ts')).createOpenAiProvider(config),
} satisfies Record<string, (config: ModelConfig) => Promise<Provider>>;
