import type { Block, SiteView } from '@agent-chat/sdk/protocol';
import type { ContentView } from './content-kind.ts';
import { agentById, type Agent } from './kinds/agent.ts';
import { siteById, type Site } from './kinds/site.ts';
import { uploadRules } from './kinds/uploads.ts';
import { textFor } from './local-text.ts';
import type { Words } from './words.ts';

export interface SiteTextsOptions {
  sites: ContentView<Site[]>;
  agents: ContentView<Agent>;
  words: Words;
  /** The channels that are running. */
  channels(): string[];
}

/** What a site and its agent look like to people, in their language. */
export function createSiteTexts({ sites, agents, words, channels }: SiteTextsOptions) {
  const agentOf = (siteId: string): Agent | undefined => agentById(agents, siteById(sites, siteId)?.agent ?? '');

  return {
    all: (): Site[] => [...sites.all().values()].flat(),
    site: (id: string | undefined): Site | undefined => siteById(sites, id),
    agent: agentOf,

    author(siteId: string, locale: string): { name: string } {
      return { name: textFor(agentOf(siteId)?.name ?? '', locale) };
    },

    view(site: Site, locale: string): SiteView {
      const uploads = uploadRules(site.uploads);
      return {
        id: site.id,
        name: textFor(site.name, locale),
        agent: { name: textFor(agentOf(site.id)?.name ?? '', locale) },
        channels: site.channels.filter((channel) => channels().includes(channel)),
        locales: site.locales,
        features: site.features,
        ...(uploads && { uploads }),
      };
    },

    /** The agent's first words with its quick replies. */
    greeting(siteId: string, locale: string): { text: string; blocks: Block[] } {
      const agent = agentOf(siteId);
      if (!agent) return { text: '', blocks: [] };
      const choices = agent.quickReplies.map((reply, index) =>
        'scenario' in reply
          ? { value: `greeting-${index}`, label: words.t(locale, reply.label), scenario: reply.scenario }
          : { value: `greeting-${index}`, label: words.t(locale, reply.label), text: words.t(locale, reply.text) },
      );
      return {
        text: words.t(locale, agent.greeting),
        blocks: choices.length > 0 ? [{ type: 'choices', style: 'quick-replies', choices }] : [],
      };
    },
  };
}

export type SiteTexts = ReturnType<typeof createSiteTexts>;
