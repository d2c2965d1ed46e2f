import type { Log } from '../telemetry/log.ts';
import { createLexicon } from './lexicon.ts';
import { buildIndex, type KnowledgeIndex } from './knowledge-index.ts';
import type { Passage } from './passage.ts';
import type { Service, ServiceOptions } from './service.ts';
import { faqTags, gather, type Gathered, type SourceOptions, sourcesOf } from './sources.ts';
import type { Synonyms } from './synonyms.ts';

export interface KnowledgeOptions extends SourceOptions {
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

interface Built {
  version: string;
  /** What it was built from: the same values make the same library. */
  parts: unknown[];
  library: Library;
}

/** Gives the library of a locale, building it again when something that it says has changed. */
export function loadLibraries(options: KnowledgeOptions): (locale: string) => Library {
  const built = new Map<string, Built>();
  return (locale) => {
    const version = versionOf(options);
    const known = built.get(locale);
    if (known?.version === version) return known.library;
    const gathered = gather(options, locale);
    const parts = partsOf(gathered, options);
    const library = known && isSame(known.parts, parts) ? known.library : buildLibrary(gathered, locale, options);
    built.set(locale, { version, parts, library });
    return library;
  };
}

function versionOf({ faq, catalogue, catalogueWords, synonyms, questions, words }: KnowledgeOptions): string {
  return [faq, catalogue, catalogueWords, synonyms, questions, words].map(({ version }) => version).join(':');
}

function isSame(before: unknown[], now: unknown[]): boolean {
  return before.length === now.length && before.every((part, at) => part === now[at]);
}

function partsOf({ faqs, synonyms, questions, services, catalogueTitle }: Gathered, options: KnowledgeOptions) {
  const texts = JSON.stringify([services, catalogueTitle, faqTags(options)]);
  return [...faqs.map(({ faq }) => faq), synonyms, questions, texts];
}

function buildLibrary(gathered: Gathered, locale: string, options: KnowledgeOptions): Library {
  const startedAt = performance.now();
  warnOfStrangers(options);
  const { language, synonyms, questions, services } = gathered;
  const sources = sourcesOf(gathered, locale);
  const texts = sources.flatMap(({ phrasings, body }) => [...phrasings, body]);
  const lexicon = createLexicon(synonyms, language, texts);
  const index = buildIndex(sources, questions.unanswered, lexicon);
  const ms = Math.round(performance.now() - startedAt);
  options.log.debug({ locale, language, sources: sources.length, ms }, 'knowledge indexed');
  return { index, services, synonyms, otherTags: faqTags(options).filter((tag) => tag !== language) };
}

/** Words of a service that the catalogue has not are most often a mistyped id. */
function warnOfStrangers({
  catalogue,
  catalogueWords,
  log,
}: Pick<KnowledgeOptions, keyof ServiceOptions | 'log'>): void {
  const ids = new Set([...catalogue.all().values()].flatMap(({ services }) => services.map(({ id }) => id)));
  for (const [path, { services }] of catalogueWords.all()) {
    const strangers = Object.keys(services).filter((id) => !ids.has(id));
    if (strangers.length > 0) log.warn({ file: path, ids: strangers }, 'words of services that catalogue.yaml has not');
  }
}
