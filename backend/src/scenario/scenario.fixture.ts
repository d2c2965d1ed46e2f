import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ContentView } from '../content/content-kind.ts';
import { createWords } from '../content/locale-words.ts';
import { readView } from '../knowledge/knowledge.fixture.ts';
import { catalogueWordsKind } from '../knowledge/catalogue-words.ts';
import { catalogueKind } from '../knowledge/catalogue.ts';
import { localizeServices } from '../knowledge/service.ts';
import { silentLog } from '../telemetry/log.ts';
import { createScenarioKind } from './scenario-kind.ts';
import type { Environment, Scenario, ScenarioService } from './scenario.ts';

const root = new URL('../../../', import.meta.url);

export function readShipped(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The shipped words of all namespaces. */
export const shippedWords = createWords({ dir: fileURLToPath(new URL('locales', root)), log: silentLog, watch: false });
await shippedWords.start();

/** The shipped scenarios, checked as the server checks them. */
export const shippedScenarios: ContentView<Scenario> = viewOf([
  'scenarios/consultation.yaml',
  'scenarios/lead-capture.yaml',
]);

export function shippedScenario(id: string): Scenario {
  return shippedScenarios.get(`scenarios/${id}.yaml`)!;
}

const catalogue = {
  catalogue: await readView(catalogueKind),
  catalogueWords: await readView(catalogueWordsKind),
  words: shippedWords,
};

export function shippedCatalogue(locale: string): ScenarioService[] {
  return localizeServices(catalogue, locale);
}

export function environmentOf(locale: string): Environment {
  return {
    t: (key, values) => shippedWords.t(locale, key, values),
    locale,
    now: '2026-11-21T10:00:00.000Z',
    today: '2026-11-21',
    country: 'DE',
    services: shippedCatalogue(locale),
  };
}

export function parseScenario(yaml: string, hasWord?: (key: string) => boolean): Scenario {
  return createScenarioKind({ hasWord }).parse(yaml, 'scenarios/test.yaml');
}

export function viewOf(paths: string[]): ContentView<Scenario> {
  const kind = createScenarioKind({ hasWord: (key) => shippedWords.has(key) });
  const all = new Map(paths.map((path) => [path, kind.parse(readShipped(`prompts/${path}`), path)]));
  return { all: () => all, get: (path) => all.get(path), version: 1 };
}
