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
  const formatOf = keepFormats();

  /** When people are there, on the visitor's clock. */
  function officeText(siteId: string, locale: string, { time }: Format): string {
    const site = sites.site(siteId);
    const office = site && sites.page(site, locale).office;
    if (!office) return '';
    const { open, opensAt, timezone } = office;
    const again = opensAt ? `, again from ${time.format(new Date(opensAt))}` : '';
    return `People of the business are there now: ${open ? 'yes' : `no${again}`} (its time zone: ${timezone}).`;
  }

  return (
    { conversationId, siteId, locale }: TurnContext,
    grounding: { knowledge: string; memory: string; page: string },
  ): string => {
    const prompt = promptFor(prompts, sites.agent(siteId)?.prompt ?? 'agent', locale);
    if (!isSameLanguage(prompt.locale, locale)) missed({ tag: locale, key: `prompt:${prompt.name}` });
    const place = pages.get(conversationId);
    const format = formatOf(locale, place?.timeZone ?? sites.site(siteId)?.officeHours?.timezone);
    const values: Record<string, string> = {
      ...grounding,
      business: textFor(sites.site(siteId)?.name ?? '', locale),
      locale_name: format.name,
      knowledge: [grounding.knowledge, officeText(siteId, locale, format)].filter(Boolean).join('\n\n'),
      page: [placeText(place), grounding.page].filter(Boolean).join('\n'),
      date: `${format.time.format(new Date())} (${format.zone})`,
    };
    return renderPrompt(prompt, values);
  };
}

interface Format {
  /** Of the language, in it. */
  name: string;
  zone: string;
  time: Intl.DateTimeFormat;
}

/** So many combinations of language and time zone. */
const MOST_FORMATS = 200;

/** Making a formatter costs more than all the rest of a prompt. */
function keepFormats(): (locale: string, timeZone: string | undefined) => Format {
  const formats = new Map<string, Format>();
  return (locale, timeZone) => {
    const key = `${locale} ${timeZone}`;
    const known = formats.get(key);
    if (known) return known;
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
    const time = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone });
    const made = { name, time, zone: time.resolvedOptions().timeZone };
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(key, made);
    return made;
  };
}
