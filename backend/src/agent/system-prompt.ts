import type { ContentView } from '../content/content-kind.ts';
import { promptFor, renderPrompt, type Prompt } from '../content/kinds/prompt.ts';
import { isSameLanguage } from '../content/locale-tag.ts';
import { textFor } from '../content/local-text.ts';
import type { SiteTexts } from '../content/site-view.ts';
import type { Pages } from '../conversation/pages.ts';
import type { TurnContext } from '../conversation/responder.ts';
import { placeText } from './grounding.ts';

export interface SystemPromptOptions {
  prompts: ContentView<Prompt>;
  sites: SiteTexts;
  pages: Pick<Pages, 'get'>;
  /** The prompt was taken in another language, because its own lacks it. */
  missed(miss: { tag: string; key: string }): void;
}

/** Fills in the prompt of the site's agent, in the visitor's language. */
export function createSystemPrompt({ prompts, sites, pages, missed }: SystemPromptOptions) {
  /** Making a formatter costs more than all the rest of a prompt. */
  const formats = new Map<string, { name: string; date: Intl.DateTimeFormat }>();

  function formatOf(locale: string): { name: string; date: Intl.DateTimeFormat } {
    const known = formats.get(locale);
    if (known) return known;
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
    const made = { name, date: new Intl.DateTimeFormat(locale, { dateStyle: 'full' }) };
    formats.set(locale, made);
    return made;
  }

  return (
    { conversationId, siteId, locale }: TurnContext,
    grounding: { knowledge: string; memory: string; page: string },
  ): string => {
    const prompt = promptFor(prompts, sites.agent(siteId)?.prompt ?? 'agent', locale);
    if (!isSameLanguage(prompt.locale, locale)) missed({ tag: locale, key: `prompt:${prompt.name}` });
    const format = formatOf(locale);
    const values: Record<string, string> = {
      ...grounding,
      business: textFor(sites.site(siteId)?.name ?? '', locale),
      locale_name: format.name,
      page: [placeText(pages.get(conversationId)), grounding.page].filter(Boolean).join('\n'),
      date: format.date.format(new Date()),
    };
    return renderPrompt(prompt, values);
  };
}
