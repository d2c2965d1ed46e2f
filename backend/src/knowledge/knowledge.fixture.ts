import { readFile } from 'node:fs/promises';
import type { ContentKind, ContentView } from '../content/content-kind.ts';
import type { Words } from '../content/words.ts';
import { silentLog } from '../telemetry/log.ts';
import { catalogueKind } from './catalogue.ts';
import { faqKind } from './faq.ts';
import { createKnowledge, type Knowledge } from './knowledge.ts';
import { questionsKind } from './questions.ts';
import { synonymsKind } from './synonyms.ts';

export const repository = new URL('../../../', import.meta.url);

/** For tests: the demo business's knowledge as it stands in `prompts/`. */
export async function openKnowledge(): Promise<Knowledge> {
  return createKnowledge({
    faq: await readView(faqKind, ['knowledge/faq.en.md', 'knowledge/faq.ru.md']),
    catalogue: await readView(catalogueKind, ['knowledge/catalogue.yaml']),
    synonyms: await readView(synonymsKind, ['knowledge/synonyms.en.yaml', 'knowledge/synonyms.ru.yaml']),
    questions: await readView(questionsKind, ['knowledge/questions.en.yaml', 'knowledge/questions.ru.yaml']),
    words: await readWords(),
    log: silentLog,
  });
}

export async function readView<T>(kind: ContentKind<T>, paths: string[]): Promise<ContentView<T>> {
  const texts = await Promise.all(paths.map((path) => readFile(new URL(`prompts/${path}`, repository), 'utf8')));
  return viewOf(new Map(paths.map((path, index) => [path, kind.parse(texts[index] ?? '', path)])));
}

export function viewOf<T>(values: Map<string, T>): ContentView<T> {
  return { all: () => values, get: (path) => values.get(path), version: 1 };
}

/** The shipped texts of the consultant; enough of {@link Words} for this room. */
export async function readWords(): Promise<Words> {
  const tags = ['en', 'ru'];
  const texts = await Promise.all(
    tags.map((tag) => readFile(new URL(`locales/${tag}/consultant.json`, repository), 'utf8')),
  );
  const byTag = new Map(tags.map((tag, index) => [tag, JSON.parse(texts[index] ?? '{}') as Record<string, unknown>]));
  const look = (locale: string, key: string): unknown =>
    key
      .split('.')
      .reduce<unknown>(
        (value, part) => (value as Record<string, unknown> | undefined)?.[part],
        byTag.get(locale) ?? byTag.get('en'),
      );
  return {
    t(locale, key, values = {}) {
      const text = look(locale.split('-')[0] ?? 'en', key.replace('consultant:', ''));
      if (typeof text !== 'string') throw new Error(`no text for ${key}`);
      return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
    },
    has: (key) => look('en', key.replace('consultant:', '')) !== undefined,
    locales: () => tags,
    match: (wanted) => tags.find((tag) => wanted?.startsWith(tag)) ?? 'en',
    namespace: () => undefined,
    version: 1,
  };
}
