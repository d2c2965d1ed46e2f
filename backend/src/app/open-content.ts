import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { createContent } from '../content/content.ts';
import { agentKind } from '../content/kinds/agent.ts';
import { promptKind } from '../content/kinds/prompt.ts';
import { siteKind } from '../content/kinds/site.ts';
import { createWords } from '../content/locale-words.ts';
import { catalogueWordsKind } from '../knowledge/catalogue-words.ts';
import { catalogueKind } from '../knowledge/catalogue.ts';
import { faqKind } from '../knowledge/faq.ts';
import { questionsKind } from '../knowledge/questions.ts';
import { synonymsKind } from '../knowledge/synonyms.ts';
import { createScenarioKind } from '../scenario/scenario-kind.ts';
import type { Log } from '../telemetry/log.ts';

export type OpenContent = Awaited<ReturnType<typeof openContent>>;

/** Everything that people edit, loaded and kept current: words first, as scenarios are checked against their keys. */
export async function openContent({ config, log, root }: { config: Config; log: Log; root: string }) {
  const words = createWords({ dir: resolve(root, config.localesDir), log, watch: true });
  await words.start();
  const scenarioKind = createScenarioKind({ hasWord: (key) => words.has(key) });
  const knowledgeKinds = [faqKind, catalogueKind, catalogueWordsKind, synonymsKind, questionsKind];
  const kinds = [siteKind, agentKind, promptKind, ...knowledgeKinds, scenarioKind];
  const content = createContent({ dir: resolve(root, config.promptsDir), kinds, log, watch: true });
  await content.start();
  const unfollow = words.changed(() => void content.retryRefused());
  return {
    words,
    sites: content.view(siteKind),
    agents: content.view(agentKind),
    prompts: content.view(promptKind),
    faq: content.view(faqKind),
    catalogue: content.view(catalogueKind),
    catalogueWords: content.view(catalogueWordsKind),
    synonyms: content.view(synonymsKind),
    questions: content.view(questionsKind),
    scenarios: content.view(scenarioKind),
    async close() {
      unfollow();
      await Promise.all([words.stop(), content.stop()]);
    },
  };
}
