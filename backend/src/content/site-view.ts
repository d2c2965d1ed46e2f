import type { Block, Choice, OfficeView, PageSettings, SiteView } from '@agent-chat/sdk/protocol';
import type { ContentView } from './content-kind.ts';
import { agentById, type Agent, type QuickReply } from './kinds/agent.ts';
import { siteById, type Site } from './kinds/site.ts';
import { uploadRules } from './kinds/uploads.ts';
import { fallbackChain, isSameLanguage } from './locale-tag.ts';
import { textFor } from './local-text.ts';
import { officeState } from './office.ts';
import type { Words } from './words.ts';

export interface SiteTextsOptions {
  sites: ContentView<Site[]>;
  agents: ContentView<Agent>;
  words: Words;
  /** The channels that are running. */
  channels(): string[];
  /** The present; for tests. */
  now?(): Date;
}

/** What a site and its agent look like to people, in their language. */
export function createSiteTexts({ sites, agents, words, channels, now = () => new Date() }: SiteTextsOptions) {
  const agentOf = (siteId: string): Agent | undefined => agentById(agents, siteById(sites, siteId)?.agent ?? '');

  const toChoices = (replies: QuickReply[], name: string, locale: string): Choice[] =>
    replies.map((reply, index) => ({
      value: `${name}-${index}`,
      label: words.t(locale, reply.label),
      ...('scenario' in reply ? { scenario: reply.scenario } : { text: words.t(locale, reply.text) }),
    }));

  /** What the site offers and has words for; its first language in any case. */
  function locales(site: Site): string[] {
    const shipped = words.locales();
    const isSpoken = (tag: string) =>
      fallbackChain(tag).some((each) => shipped.includes(each) && isSameLanguage(each, tag));
    return site.locales.filter((tag, index) => index === 0 || isSpoken(tag));
  }

  function office({ officeHours }: Site, locale: string): OfficeView | undefined {
    if (!officeHours) return undefined;
    const { open, opensAt } = officeState(officeHours, now());
    const { timezone, away } = officeHours;
    if (open) return { open, timezone };
    const action = away.scenario && {
      action: { value: 'away', label: words.t(locale, away.label!), scenario: away.scenario },
    };
    return {
      open,
      ...(opensAt && { opensAt: opensAt.toISOString() }),
      timezone,
      away: { text: words.t(locale, away.text), ...action },
    };
  }

  function proactive({ proactive: rules, officeHours }: Site, locale: string): PageSettings['proactive'] {
    const isOpen = !officeHours || officeState(officeHours, now()).open;
    return rules
      .filter(({ outsideHours }) => outsideHours === 'show' || (outsideHours === 'hide') === isOpen)
      .map(({ id, when, text, quickReplies }) => ({
        id,
        when,
        text: words.t(locale, text),
        choices: toChoices(quickReplies, id, locale),
      }));
  }

  return {
    all: (): Site[] => [...sites.all().values()].flat(),
    site: (id: string | undefined): Site | undefined => siteById(sites, id),
    agent: agentOf,
    locales,
    localesOf(siteId: string): string[] {
      const site = siteById(sites, siteId);
      return site ? locales(site) : words.locales();
    },

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
        locales: locales(site),
        features: site.features,
        ...(uploads && { uploads }),
        ...(site.officeHours && { office: office(site, locale) }),
      };
    },

    /** All that any page may know, also one on which nobody has opened the chat. */
    page(site: Site, locale: string): PageSettings {
      return { proactive: proactive(site, locale), ...(site.officeHours && { office: office(site, locale) }) };
    },

    /** What the agent says by a rule; undefined when there is none of this name. */
    proactiveWords(siteId: string, ruleId: string, locale: string): { text: string; blocks: Block[] } | undefined {
      const rule = siteById(sites, siteId)?.proactive.find(({ id }) => id === ruleId);
      return rule && withReplies(words.t(locale, rule.text), toChoices(rule.quickReplies, rule.id, locale));
    },

    /** The agent's first words with its quick replies. */
    greeting(siteId: string, locale: string): { text: string; blocks: Block[] } {
      const agent = agentOf(siteId);
      if (!agent) return { text: '', blocks: [] };
      return withReplies(words.t(locale, agent.greeting), toChoices(agent.quickReplies, 'greeting', locale));
    },
  };
}

function withReplies(text: string, choices: Choice[]): { text: string; blocks: Block[] } {
  return { text, blocks: choices.length > 0 ? [{ type: 'choices', style: 'quick-replies', choices }] : [] };
}

export type SiteTexts = ReturnType<typeof createSiteTexts>;
