import type { Block } from '@agent-chat/sdk/protocol';
import type { SiteTexts } from '../content/site-view.ts';
import type { Words } from '../content/words.ts';
import type { ConversationsOptions } from '../conversation/conversations.ts';
import type { TurnOptions } from '../turn/turn-options.ts';

/** What the house itself says: the greeting, notices of channels, and the apology when nobody could answer. */
export function createHouseTexts(
  words: Words,
  sites: SiteTexts,
): Pick<ConversationsOptions, 'greeting' | 'proactive' | 'operatorAsked' | 'notices'> & Pick<TurnOptions, 'apology'> {
  const channelName = (locale: string, channel: string) => words.t(locale, `agent:channels.${channel}`);
  const contactChoice = (locale: string): Block => ({
    type: 'choices',
    style: 'quick-replies',
    choices: [{ value: 'contact', label: words.t(locale, 'agent:apologyContact'), scenario: 'lead-capture' }],
  });
  return {
    operatorAsked: (siteId, locale) => ({
      role: 'agent',
      author: sites.author(siteId, locale),
      channel: 'agent',
      text: words.t(locale, 'agent:operatorAsked'),
      blocks: [contactChoice(locale)],
    }),
    greeting: (siteId, locale) => ({
      role: 'agent',
      author: sites.author(siteId, locale),
      channel: 'agent',
      ...sites.greeting(siteId, locale),
    }),
    proactive(siteId, ruleId, locale) {
      const said = sites.proactiveWords(siteId, ruleId, locale);
      return said && { role: 'agent', author: sites.author(siteId, locale), channel: 'agent', ...said };
    },
    notices: {
      linked: (locale, channel, name) =>
        words.t(locale, 'agent:linked', { name: plain(name), channel: channelName(locale, channel) }),
      lost: (locale, channel) => words.t(locale, 'agent:lost', { channel: channelName(locale, channel) }),
      closed: (locale) => words.t(locale, 'agent:closed'),
      unlinked: (locale, channel) => words.t(locale, 'agent:unlinked', { channel: channelName(locale, channel) }),
    },
    apology: (locale) => ({
      role: 'agent',
      channel: 'agent',
      text: words.t(locale, 'agent:apology'),
      blocks: [contactChoice(locale)],
    }),
  };
}

/** A name that people gave themselves, inside Markdown: shown, never understood. */
const plain = (name: string): string => name.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');
