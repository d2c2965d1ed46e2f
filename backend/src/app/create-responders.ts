import type { LeadView } from '@agent-chat/sdk/protocol';
import type { Pages } from '../conversation/pages.ts';
import { createAgentResponder } from '../agent/agent-responder.ts';
import { createPersonResponder } from '../agent/person-responder.ts';
import { createSystemPrompt } from '../agent/system-prompt.ts';
import type { Config } from '../config.ts';
import type { SiteTexts } from '../content/site-view.ts';
import { nameContact } from '../conversation/contact-store.ts';
import { readPageEvents } from '../conversation/page-event-store.ts';
import { createConsultantResponder } from '../knowledge/consultant.ts';
import { createKnowledge } from '../knowledge/knowledge.ts';
import { capture } from '../lead/lead-store.ts';
import type { Memory } from '../memory/memory.ts';
import { providers } from '../model/providers.ts';
import { createScenarioResponder } from '../scenario/scenario-responder.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { TurnOptions } from '../turn/run-turn.ts';
import type { OpenContent } from './open-content.ts';

export interface RespondersOptions {
  config: Config;
  content: OpenContent;
  database: Database;
  memory: Memory;
  sites: SiteTexts;
  log: Log;
  operatorAsked: Parameters<typeof createPersonResponder>[0];
  /** A lead was written; told before the transaction is committed. */
  captured(conversationId: string, lead: LeadView): void;
  pages: Pages;
}

/** An index takes a quarter of a second to build: neither the start nor the first visitor shall wait for it, nor anybody for all at once. */
const WARM_AFTER_MS = 500;

/** Who may answer a turn, in order: whoever calls a person, a scenario, the model where there is one, the built-in consultant. */
export async function createResponders(options: RespondersOptions): Promise<TurnOptions['responders']> {
  const { config, content, database, memory, sites, log } = options;
  const { words, scenarios, prompts } = content;
  const knowledge = createKnowledge({ ...content, log });
  const locales = new Set(sites.all().flatMap((site) => site.locales));
  for (const [at, locale] of [...locales].entries())
    setTimeout(() => knowledge.services(locale), WARM_AFTER_MS * (at + 1)).unref();
  const scenario = createScenarioResponder({
    database,
    scenarios,
    words,
    catalogue: (locale) => knowledge.services(locale),
    leads: {
      async capture(trx, lead) {
        const id = await capture(trx, lead);
        if (lead.name) await nameContact(trx, lead.contactId, lead.name);
        const { scenarioId = '', name, phone, email, need } = lead;
        options.captured(lead.conversationId, { id, scenario: scenarioId, name, phone, email, need });
      },
    },
    defaultCountry: (siteId) => sites.site(siteId)?.country,
  });
  const person = createPersonResponder(options.operatorAsked);
  const consultant = createConsultantResponder({ knowledge, words });
  if (!config.model) return [person, scenario, consultant];
  const agent = createAgentResponder({
    provider: await providers.openai(config.model),
    knowledge,
    memory,
    words,
    log,
    pageEvents: (conversationId) => readPageEvents(database.read, conversationId),
    systemPrompt: createSystemPrompt({ prompts, sites, pages: options.pages }),
    recentTokens: config.memory.recentTokens,
    recallLimit: config.memory.recallLimit,
  });
  return [person, scenario, agent, consultant];
}
