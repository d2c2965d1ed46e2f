import type { ContentView } from '../content/content-kind.ts';
import { promptFor, renderPrompt, type Prompt } from '../content/kinds/prompt.ts';
import { textFor } from '../content/local-text.ts';
import type { SiteTexts } from '../content/site-view.ts';
import type { TurnContext } from '../conversation/responder.ts';

export interface SystemPromptOptions {
  prompts: ContentView<Prompt>;
  sites: SiteTexts;
}

/** Fills in the prompt of the site's agent, in the visitor's language. */
export function createSystemPrompt({ prompts, sites }: SystemPromptOptions) {
  return ({ siteId, locale }: TurnContext, grounding: { knowledge: string; memory: string }): string => {
    const prompt = promptFor(prompts, sites.agent(siteId)?.prompt ?? 'agent', locale);
    const values: Record<string, string> = {
      ...grounding,
      business: textFor(sites.site(siteId)?.name ?? '', locale),
      locale_name: new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale,
      date: new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(new Date()),
    };
    return renderPrompt(prompt, values);
  };
}
