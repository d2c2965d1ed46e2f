import { createTexts, type Texts } from './texts.ts';
import type { TextTree } from './translate.ts';

/** Milliseconds; after it the chat opens in whatever language can be had. */
const PATIENCE = 5_000;

export interface TextsSource {
  server: string;
  locale: string;
  /** Begun by the launcher while the chat was still loading. */
  begun?: Promise<Response | undefined>;
  /** The texts have changed on the server: what the browser keeps is stale. */
  fresh?: boolean;
}

/** Texts of `locale` (the server falls back to a near one); English when they cannot be had; keys when nothing can. */
export async function loadTexts({ server, locale, begun, fresh }: TextsSource): Promise<Texts> {
  const load = async (namespace: string, first?: Promise<Response | undefined>): Promise<TextTree> => {
    const ask = (tag: string) => request(`${server}/locales/${encodeURIComponent(tag)}/${namespace}.json`, fresh);
    return (await read(first ?? ask(locale))) ?? (await read(ask('en'))) ?? {};
  };
  return createTexts(await load('widget', begun), locale, () => load('widget-more'));
}

function request(url: string, fresh?: boolean): Promise<Response> {
  return fetch(url, { cache: fresh ? 'no-cache' : 'default', signal: AbortSignal.timeout(PATIENCE) });
}

async function read(response: Promise<Response | undefined>): Promise<TextTree | undefined> {
  try {
    const answer = await response;
    return answer?.ok ? ((await answer.json()) as TextTree) : undefined;
  } catch {
    return undefined;
  }
}
