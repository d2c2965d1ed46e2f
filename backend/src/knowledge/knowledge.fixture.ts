import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContentKind, ContentView } from '../content/content-kind.ts';
import { createWords } from '../content/locale-words.ts';
import type { Words } from '../content/words.ts';
import { type Log, silentLog } from '../telemetry/log.ts';
import { catalogueWordsKind } from './catalogue-words.ts';
import { catalogueKind } from './catalogue.ts';
import { faqKind } from './faq.ts';
import { createKnowledge, type Knowledge } from './knowledge.ts';
import { questionsKind } from './questions.ts';
import { synonymsKind } from './synonyms.ts';

export const repository = new URL('../../../', import.meta.url);
const prompts = fileURLToPath(new URL('prompts', repository));

/** For tests: the demo business's knowledge as it stands in `prompts/`. */
export async function openKnowledge(log: Log = silentLog): Promise<Knowledge> {
  return createKnowledge({
    faq: await readView(faqKind),
    catalogue: await readView(catalogueKind),
    catalogueWords: await readView(catalogueWordsKind),
    synonyms: await readView(synonymsKind),
    questions: await readView(questionsKind),
    words: await readWords(),
    log,
  });
}

/** The shipped files of a kind of knowledge; with a tag only those of its language, and those of none. */
export async function readView<T>(kind: ContentKind<T>, tag = '*'): Promise<ContentView<T>> {
  const paths = globSync([`knowledge/*.${tag}.*`, 'knowledge/catalogue.yaml'], { cwd: prompts }).filter(kind.matches);
  const texts = await Promise.all(paths.map((path) => readFile(join(prompts, path), 'utf8')));
  return viewOf(new Map(paths.map((path, index) => [path, kind.parse(texts[index] ?? '', path)])));
}

export function viewOf<T>(values: Map<string, T>): ContentView<T> {
  return { all: () => values, get: (path) => values.get(path), version: 1 };
}

/** The shipped texts. */
export async function readWords(): Promise<Words> {
  const words = createWords({ dir: fileURLToPath(new URL('locales', repository)), log: silentLog, watch: false });
  await words.start();
  return words;
}
