import type { App } from './app.ts';
import type { Config } from './config.ts';

/** What the owner reads in the terminal: where it is, how to get in, what is switched on and what would switch the rest on. */
export function startupReport(app: Pick<App, 'url' | 'setupPath'>, config: Config): string {
  const lines = [
    ['Site', `${app.url}/`],
    ['Console', app.setupPath ? `${app.url}${app.setupPath}   (one-time link: make your account)` : `${app.url}/admin`],
    [
      'Model',
      config.model
        ? `on: ${config.model.model} at ${new URL(config.model.baseUrl).host}`
        : 'off: the built-in consultant answers. Set OPENAI_API_KEY (or OPENAI_BASE_URL for a local server)',
    ],
    ['Telegram', config.telegram ? 'on' : 'off. Set TELEGRAM_BOT_TOKEN, or try it without one: npm run demo:telegram'],
    ['Embeddings', embeddings(config)],
  ];
  return `\nagent-chat is ready\n\n${lines.map(([name, value]) => `  ${name!.padEnd(11)} ${value}`).join('\n')}\n\n`;
}

function embeddings({ embedding }: Config): string {
  if (embedding.model === 'lexical') return 'off: recall works by words. Set EMBEDDING_MODEL to a model';
  const source = embedding.path ?? 'the hub';
  return `${embedding.model} from ${source}; by words until it is loaded. Set EMBEDDING_PATH where the hub cannot be reached`;
}
