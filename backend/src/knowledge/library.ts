import type { ContentView } from '../content/content-kind.ts';
import { fallbackChain } from '../content/locale-tag.ts';
import type { Log } from '../telemetry/log.ts';
import type { Faq } from './faq.ts';
import { createLexicon } from './lexicon.ts';
import { buildIndex, type KnowledgeIndex, type Source } from './knowledge-index.ts';
import type { Passage } from './passage.ts';
import { noQuestions, type Questions } from './questions.ts';
import { localizeServices, type Service, type ServiceOptions } from './service.ts';
import { emptySynonyms, type Synonyms } from './synonyms.ts';

export interface KnowledgeOptions extends ServiceOptions {
  faq: ContentView<Faq>;
  synonyms: ContentView<Synonyms>;
  questions: ContentView<Questions>;
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

function versionOf({ faq, catalogue, catalogueWords, synonyms, questions, words }: KnowledgeOptions): string {
  return [faq, catalogue, catalogueWords, synonyms, questions, words].map(({ version }) => version).join(':');
}

function buildLibrary(locale: string, options: KnowledgeOptions): Library {
  const { faq, synonyms, questions, words, log } = options;
  const startedAt = performance.now();
  const paths = [...faq.all().keys()];
  const tags = paths.map((path) => path.replace(/^.*faq\./, '').replace(/\.md$/, ''));
  const tag = fallbackChain(locale).find((each) => tags.includes(each)) ?? tags[0] ?? 'en';
  const own = ofTag(tag, (each) => synonyms.get(`knowledge/synonyms.${each}.yaml`)) ?? emptySynonyms;
  const spoken = ofTag(tag, (each) => questions.get(`knowledge/questions.${each}.yaml`)) ?? noQuestions;
  warnOfStrangers(options);
  const services = localizeServices(options, tag);
  const known = [...faqSources(faq.get(`knowledge/faq.${tag}.md`)), ...serviceSources(services, tag, words)];
  const sources = withQuestions(known, spoken);
  const index = buildIndex(sources, spoken.unanswered, createLexicon(own, tag));
  log.debug(
    { locale, tag, sources: sources.length, ms: Math.round(performance.now() - startedAt) },
    'knowledge indexed',
  );
  return { index, services, synonyms: own, otherTags: tags.filter((each) => each !== tag) };
}

/** Words of a service that the catalogue has not are most often a mistyped id. */
function warnOfStrangers({ catalogue, catalogueWords, log }: KnowledgeOptions): void {
  const ids = new Set([...catalogue.all().values()].flatMap(({ services }) => services.map(({ id }) => id)));
  for (const [path, { services }] of catalogueWords.all()) {
    const strangers = Object.keys(services).filter((id) => !ids.has(id));
    if (strangers.length > 0) log.warn({ file: path, ids: strangers }, 'words of services that catalogue.yaml has not');
  }
}

/** Of the tag itself, or of the nearest more general one. */
function ofTag<T>(tag: string, get: (tag: string) => T | undefined): T | undefined {
  return fallbackChain(tag)
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

function serviceSources(services: Service[], locale: string, words: ServiceOptions['words']): KnowledgeSource[] {
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
