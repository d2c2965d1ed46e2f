import type { ContentView } from '../content/content-kind.ts';
import type { Words } from '../content/words.ts';
import type { Log } from '../telemetry/log.ts';
import type { Catalogue } from './catalogue.ts';
import type { Faq } from './faq.ts';
import { createLexicon } from './lexicon.ts';
import { buildIndex, type KnowledgeIndex, type Source } from './knowledge-index.ts';
import type { Passage } from './passage.ts';
import { noQuestions, type Questions } from './questions.ts';
import { fallbacks, localizeServices, type Service } from './service.ts';
import { emptySynonyms, type Synonyms } from './synonyms.ts';

export interface KnowledgeOptions {
  faq: ContentView<Faq>;
  catalogue: ContentView<Catalogue>;
  synonyms: ContentView<Synonyms>;
  questions: ContentView<Questions>;
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

function versionOf({ faq, catalogue, synonyms, questions, words }: KnowledgeOptions): string {
  return [faq, catalogue, synonyms, questions, words].map(({ version }) => version).join(':');
}

function buildLibrary(locale: string, { faq, catalogue, synonyms, questions, words, log }: KnowledgeOptions): Library {
  const startedAt = performance.now();
  const paths = [...faq.all().keys()];
  const tags = paths.map((path) => path.replace(/^.*faq\./, '').replace(/\.md$/, ''));
  const tag = fallbacks(locale).find((each) => tags.includes(each)) ?? tags[0] ?? 'en';
  const own = ofTag(tag, (each) => synonyms.get(`knowledge/synonyms.${each}.yaml`)) ?? emptySynonyms;
  const spoken = ofTag(tag, (each) => questions.get(`knowledge/questions.${each}.yaml`)) ?? noQuestions;
  const services = localizeServices(catalogue, { locale: tag, words });
  const known = [...faqSources(faq.get(`knowledge/faq.${tag}.md`)), ...serviceSources(services, tag, words)];
  const sources = withQuestions(known, spoken);
  const index = buildIndex(sources, spoken.unanswered, createLexicon(own, tag));
  log.debug(
    { locale, tag, sources: sources.length, ms: Math.round(performance.now() - startedAt) },
    'knowledge indexed',
  );
  return { index, services, synonyms: own, otherTags: tags.filter((each) => each !== tag) };
}

/** Of the tag itself, or of the nearest more general one. */
function ofTag<T>(tag: string, get: (tag: string) => T | undefined): T | undefined {
  return fallbacks(tag)
    .map(get)
    .find((found) => found !== undefined);
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

/** An entry and a service may have the same id; then the entry is meant, which comes first. */
function withQuestions(sources: KnowledgeSource[], { asked }: Questions): KnowledgeSource[] {
  const left = new Map(Object.entries(asked));
  return sources.map((source) => {
    const lines = left.get(source.item.id) ?? [];
    left.delete(source.item.id);
    return { ...source, phrasings: [...source.phrasings, ...lines] };
  });
}
