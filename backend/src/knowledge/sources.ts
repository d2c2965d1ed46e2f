import type { ContentView } from '../content/content-kind.ts';
import { fallbackChain } from '../content/locale-tag.ts';
import type { Faq } from './faq.ts';
import type { Source } from './knowledge-index.ts';
import type { Passage } from './passage.ts';
import { noQuestions, type Questions } from './questions.ts';
import { localizeServices, type Service, type ServiceOptions } from './service.ts';
import { emptySynonyms, type Synonyms } from './synonyms.ts';

export interface SourceOptions extends ServiceOptions {
  faq: ContentView<Faq>;
  synonyms: ContentView<Synonyms>;
  questions: ContentView<Questions>;
}

/** What the files say for one locale. */
export interface Gathered {
  /** In which questions are expected: the locale's own, or the nearest that has a FAQ. */
  language: string;
  /** From that language to English: an entry of one stands for those of the same id in all after it. */
  faqs: TaggedFaq[];
  synonyms: Synonyms;
  questions: Questions;
  services: Service[];
  /** What services are cited as. */
  catalogueTitle: string;
}

interface TaggedFaq {
  tag: string;
  faq: Faq;
}

export type KnowledgeSource = Source<Omit<Passage, 'score'>>;

export function gather(options: SourceOptions, locale: string): Gathered {
  const own = faqsOf(locale, options);
  const language = own[0]?.tag ?? faqTags(options)[0] ?? locale;
  const sameLanguage = fallbackChain(language).filter((tag) => languageOf(tag) === languageOf(language));
  const first = <T>(get: (tag: string) => T | undefined): T | undefined =>
    sameLanguage.map(get).find((found) => found !== undefined);
  return {
    language,
    faqs: own.length > 0 ? own : faqsOf(language, options),
    synonyms: first((tag) => options.synonyms.get(`knowledge/synonyms.${tag}.yaml`)) ?? emptySynonyms,
    questions: first((tag) => options.questions.get(`knowledge/questions.${tag}.yaml`)) ?? noQuestions,
    services: localizeServices(options, locale),
    catalogueTitle: options.words.t(locale, 'consultant:source.catalogue'),
  };
}

/** The tags that have a FAQ. */
export function faqTags({ faq }: Pick<SourceOptions, 'faq'>): string[] {
  return [...faq.all().keys()].map((path) => path.replace(/^.*faq\./, '').replace(/\.md$/, ''));
}

/** Entries of the FAQ, then services, each with the questions that are asked for it; `locale` is the visitor's. */
export function sourcesOf(gathered: Gathered, locale: string): KnowledgeSource[] {
  const all = withQuestions([...faqSources(gathered, locale), ...serviceSources(gathered)], gathered.questions);
  return all.filter(({ phrasings }) => phrasings.length > 0);
}

function faqsOf(locale: string, { faq }: SourceOptions): TaggedFaq[] {
  return fallbackChain(locale).flatMap((tag) => {
    const found = faq.get(`knowledge/faq.${tag}.md`);
    return found ? [{ tag, faq: found }] : [];
  });
}

/** An entry that the language borrows is found by its lines of `questions.<tag>.yaml`: nobody asks in it as the lender does. */
function faqSources({ faqs, language }: Gathered, locale: string): KnowledgeSource[] {
  const sources = new Map<string, KnowledgeSource>();
  for (const { tag, faq } of faqs) {
    for (const { id, question, alternatives, answer } of faq.entries) {
      if (sources.has(id)) continue;
      const foreign = languageOf(tag) === languageOf(locale) ? {} : { language: tag };
      sources.set(id, {
        item: { id, kind: 'faq', title: question, text: answer, source: faq.title, ...foreign },
        ...(languageOf(tag) === languageOf(language)
          ? { phrasings: [question, ...alternatives], body: answer }
          : { phrasings: [], body: '' }),
      });
    }
  }
  return [...sources.values()];
}

function serviceSources({ services, catalogueTitle }: Gathered): KnowledgeSource[] {
  return services.map(({ id, name, description, price, duration, keywords, url }) => {
    const facts = [price, duration].filter(Boolean).join(' · ');
    const text = facts ? `${description}\n\n**${facts}**` : description;
    return {
      item: { id, kind: 'service', title: name, text, url, source: catalogueTitle },
      phrasings: [name, ...keywords],
      body: text,
    };
  });
}

/** An entry and a service may have the same id; then the entry is meant, which comes first. */
function withQuestions(sources: KnowledgeSource[], { asked }: Questions): KnowledgeSource[] {
  const left = new Map(Object.entries(asked));
  return sources.map((source) => {
    const lines = left.get(source.item.id) ?? [];
    left.delete(source.item.id);
    return { ...source, phrasings: [...source.phrasings, ...lines] };
  });
}

function languageOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}
