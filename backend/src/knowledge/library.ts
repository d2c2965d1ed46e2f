import type { Log } from '../telemetry/log.ts';
import { createLexicon } from './lexicon.ts';
import { buildIndex, type KnowledgeIndex } from './knowledge-index.ts';
import type { Passage } from './passage.ts';
import { createPieces, type Pieces, type Work } from './pieces.ts';
import type { Service, ServiceOptions } from './service.ts';
import { faqTags, gather, type Gathered, type SourceOptions, sourcesOf } from './sources.ts';
import type { Synonyms } from './synonyms.ts';

export interface KnowledgeOptions extends SourceOptions {
  log: Log;
}

/** Everything the business says in one language. */
export interface Library {
  /** The language in which questions are expected. */
  language: string;
  /** Built when it is first asked for, unless it was prepared: that takes a quarter of a second and ten megabytes. */
  readonly index: Index;
  services: Service[];
  synonyms: Synonyms;
  /** Of the languages that have a FAQ, the others. */
  otherTags: string[];
}

export interface Libraries {
  get(locale: string): Library;
  /** Builds the index, if it is not built, without standing in the way of others. */
  prepare(locale: string): Promise<void>;
}

type Index = KnowledgeIndex<Omit<Passage, 'score'>>;

interface Opened {
  version: string;
  /** What it is built from: the same values make the same library. */
  parts: unknown[];
  library: Library;
  indexing: Pieces<Index>;
}

/** A language that nobody has spoken for so long gives its memory back. */
const UNSPOKEN_MS = 30 * 60_000;

/** Gives the library of a locale, another one when something that it says has changed. */
export function openLibraries(options: KnowledgeOptions): Libraries {
  const opened = new Map<string, Opened>();
  const forgetting = new Map<string, NodeJS.Timeout>();

  function open(locale: string): Opened {
    const version = versionOf(options);
    const known = opened.get(locale);
    if (known?.version === version) return known;
    const gathered = gather(options, locale);
    const parts = partsOf(gathered, options);
    if (known && isSame(known.parts, parts)) return Object.assign(known, { version });
    const indexing = createPieces(buildLibraryIndex(gathered, locale, options));
    const library = openLibrary(gathered, options, () => {
      keep(locale);
      return indexing.finish();
    });
    const made = { version, parts, indexing, library };
    opened.set(locale, made);
    return made;
  }

  function keep(locale: string): void {
    clearTimeout(forgetting.get(locale));
    forgetting.set(locale, setTimeout(() => opened.delete(locale), UNSPOKEN_MS).unref());
  }

  return {
    get: (locale) => open(locale).library,
    async prepare(locale) {
      keep(locale);
      await open(locale).indexing.finishInPieces();
    },
  };
}

function openLibrary(
  { language, services, synonyms }: Gathered,
  options: KnowledgeOptions,
  indexOf: () => Index,
): Library {
  return {
    language,
    services,
    synonyms,
    otherTags: faqTags(options).filter((tag) => tag !== language),
    get index() {
      return indexOf();
    },
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

function* buildLibraryIndex(gathered: Gathered, locale: string, options: KnowledgeOptions): Work<Index> {
  warnOfStrangers(options);
  const { language, synonyms, questions } = gathered;
  const sources = sourcesOf(gathered, locale);
  const texts = sources.flatMap(({ phrasings, body }) => [...phrasings, body]);
  const lexicon = createLexicon(synonyms, language, texts);
  yield;
  const index = yield* buildIndex(sources, questions.unanswered, lexicon);
  options.log.debug({ locale, language, sources: sources.length }, 'knowledge indexed');
  return index;
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
