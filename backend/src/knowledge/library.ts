import type { ContentView } from '../content/content-kind.ts';
import type { Words } from '../content/words.ts';
import type { Log } from '../telemetry/log.ts';
import type { Catalogue } from './catalogue.ts';
import type { Faq } from './faq.ts';
import { createLexicon } from './lexicon.ts';
import { buildIndex, type KnowledgeIndex, type Source } from './knowledge-index.ts';
import type { Passage } from './passage.ts';
import { fallbacks, localizeServices, type Service } from './service.ts';
import { emptySynonyms, type Synonyms } from './synonyms.ts';

export interface KnowledgeOptions {
  faq: ContentView<Faq>;
  catalogue: ContentView<Catalogue>;
  synonyms: ContentView<Synonyms>;
  words: Words;
  log: Log;
}

/** Everything the business says in one language, indexed. */
export interface Library {
  index: KnowledgeIndex<Omit<Passage, 'score'>>;
  services: Service[];
  synonyms: Synonyms;
  /** Of the languages that have a FAQ, the others. */
  otherTags: string[];
}

/** Gives the library of a locale, building it again when the content it was built from has changed. */
export function loadLibraries(options: KnowledgeOptions): (locale: string) => Library {
  const built = new Map<string, { version: string; library: Library }>();
  return (locale) => {
    const version = versionOf(options);
    const cached = built.get(locale);
    if (cached?.version === version) return cached.library;
    if (cached) built.clear();
    const library = buildLibrary(locale, options);
    built.set(locale, { version, library });
    return library;
  };
}

function versionOf({ faq, catalogue, synonyms, words }: KnowledgeOptions): string {
  return [faq.version, catalogue.version, synonyms.version, words.version].join(':');
}

function buildLibrary(locale: string, { faq, catalogue, synonyms, words, log }: KnowledgeOptions): Library {
  const startedAt = performance.now();
  const paths = [...faq.all().keys()];
  const tags = paths.map((path) => path.replace(/^.*faq\./, '').replace(/\.md$/, ''));
  const tag = fallbacks(locale).find((each) => tags.includes(each)) ?? tags[0] ?? 'en';
  const own =
    fallbacks(tag)
      .map((each) => synonyms.get(`knowledge/synonyms.${each}.yaml`))
      .find(Boolean) ?? emptySynonyms;
  const services = localizeServices(catalogue, { locale: tag, words });
  const sources = [...faqSources(faq.get(`knowledge/faq.${tag}.md`)), ...serviceSources(services, tag, words)];
  const index = buildIndex(sources, createLexicon(own, tag));
  log.debug(
    { locale, tag, sources: sources.length, ms: Math.round(performance.now() - startedAt) },
    'knowledge indexed',
  );
  return { index, services, synonyms: own, otherTags: tags.filter((each) => each !== tag) };
}

type KnowledgeSource = Source<Omit<Passage, 'score'>>;

function faqSources(faq: ReturnType<KnowledgeOptions['faq']['get']>): KnowledgeSource[] {
  return (faq?.entries ?? []).map(({ id, question, alternatives, answer }) => ({
    item: { id, kind: 'faq', title: question, text: answer, source: faq?.title ?? '' },
    phrasings: [question, ...alternatives],
    body: answer,
  }));
}

function serviceSources(services: Service[], locale: string, words: Words): KnowledgeSource[] {
  const source = words.t(locale, 'consultant:source.catalogue');
  return services.map(({ id, name, description, price, duration, keywords, url }) => {
    const facts = [price, duration].filter(Boolean).join(' · ');
    const text = facts ? `${description}\n\n**${facts}**` : description;
    return {
      item: { id, kind: 'service', title: name, text, url, source },
      phrasings: [name, ...keywords],
      body: text,
    };
  });
}
