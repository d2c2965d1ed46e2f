import type { LeadView } from '@agent-chat/sdk/protocol';
import type { Pages } from '../conversation/pages.ts';
import { createAgentResponder } from '../agent/agent-responder.ts';
import { createPersonResponder } from '../agent/person-responder.ts';
import { createSystemPrompt } from '../agent/system-prompt.ts';
import type { Config } from '../config.ts';
import type { SiteTexts } from '../content/site-view.ts';
import { nameContact } from '../conversation/contact-store.ts';
import type { TurnContext } from '../conversation/responder.ts';
import { readPageEvents } from '../conversation/page-event-store.ts';
import { createConsultantResponder } from '../knowledge/consultant.ts';
import { createKnowledge } from '../knowledge/knowledge.ts';
import { capture } from '../lead/lead-store.ts';
import type { Memory } from '../memory/memory.ts';
import type { Provider } from '../model/provider.ts';
import { createScenarioResponder, type ScenarioResponderOptions } from '../scenario/scenario-responder.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import { createLanguageResponder } from '../language/language-responder.ts';
import type { LocaleLog } from '../language/locale-log.ts';
import type { LanguageReader } from '../language/read-language.ts';
import { waitingQuestion } from '../scenario/waiting-question.ts';
import type { ConversationsOptions } from '../conversation/conversations.ts';
import type { TurnOptions } from '../turn/turn-options.ts';
import type { OpenContent } from './open-content.ts';

export interface RespondersOptions {
  config: Config;
  content: OpenContent;
  database: Database;
  memory: Memory;
  /** Undefined: no model is configured. */
  provider?: Provider;
  sites: SiteTexts;
  reader: LanguageReader;
  localeLog: Pick<LocaleLog, 'note'>;
  log: Log;
  operatorAsked: Parameters<typeof createPersonResponder>[0];
  /** A lead was written; told before the transaction is committed. */
  captured(conversationId: string, lead: LeadView): void;
  pages: Pages;
}

/** Enough for the last few exchanges. */
const EARLIER_TOKENS = 1000;

export interface Responders extends Pick<ConversationsOptions, 'waitingQuestion'> {
  responders: TurnOptions['responders'];
}

/** Who may answer a turn, in order: whoever calls a person or changes the language, a scenario, the model where there is one, the built-in consultant. */
export function createResponders(options: RespondersOptions): Responders {
  const { config, content, database, memory, provider, sites, log } = options;
  const { words, scenarios, prompts } = content;
  const knowledge = createKnowledge({ ...content, log });
  const scenarioOptions: ScenarioResponderOptions = {
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
    timeZoneOf: (siteId) => sites.site(siteId)?.officeHours?.timezone,
  };
  const scenario = createScenarioResponder(scenarioOptions);
  const person = createPersonResponder(options.operatorAsked);
  const language = createLanguageResponder({
    words,
    reader: options.reader,
    localesOf: sites.localesOf,
    askAgain: (context) => scenario.resume(context),
  });
  const consultant = createConsultantResponder({
    knowledge,
    words,
    earlier: (context) => readEarlier(context, memory),
    missed: options.localeLog.note,
  });
  const asked: Responders['waitingQuestion'] = async (trx, conversation) => {
    const author = sites.author(conversation.site_id, conversation.locale);
    const messages = await waitingQuestion(scenarioOptions, trx, conversation);
    return messages.map((message) => ({ role: 'agent', author, channel: 'agent', ...message }));
  };
  if (!provider) return { responders: [person, language, scenario, consultant], waitingQuestion: asked };
  const agent = createAgentResponder({
    provider,
    knowledge,
    memory,
    words,
    log,
    pageEvents: (conversationId) => readPageEvents(database, conversationId),
    systemPrompt: createSystemPrompt({ prompts, sites, pages: options.pages, missed: options.localeLog.note }),
    recentTokens: config.memory.recentTokens,
    recallLimit: config.memory.recallLimit,
  });
  return { responders: [person, language, scenario, agent, consultant], waitingQuestion: asked };
}

/** What the visitor said before this turn in the conversation, the newest first, without what he had erased. */
async function readEarlier({ conversationId, input }: TurnContext, memory: Memory): Promise<string[]> {
  const first = input.messages[0]?.seq ?? Infinity;
  const recent = await memory.recent(conversationId, { maxTokens: EARLIER_TOKENS });
  return recent
    .filter(({ role, seq }) => role === 'visitor' && seq < first)
    .map(({ text }) => text)
    .reverse();
}
