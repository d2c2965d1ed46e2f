import { words } from '../embedding/words.ts';
import { languageElsewhere } from './elsewhere.ts';
import { facetsIn } from './knowledge-index.ts';
import { type KnowledgeOptions, type Libraries, type Library, openLibraries } from './library.ts';
import {
  asksForOverview,
  facetsAsked,
  familiarity,
  isScrap,
  leavesOutSubject,
  readSmalltalk,
  saysNothing,
} from './manner.ts';
import type { Passage } from './passage.ts';
import { readQuery } from './query.ts';
import { rank } from './rank.ts';
import { isWrittenIn } from './script.ts';
import type { Service } from './service.ts';
import type { SmalltalkKey } from './synonyms.ts';
import { weights } from './weights.ts';

export type { KnowledgeOptions, Passage, Service };

export type KnowledgeAnswer =
  /** `services`: those that are meant too, for cards. `confidence`: 0.5–1. */
  | { kind: 'answer'; passage: Passage; alternatives: Passage[]; services: Service[]; confidence: number }
  /** Asked what there is and what it costs, and no entry of the FAQ says it. */
  | { kind: 'overview'; services: Service[] }
  /** `language`: where it is another one than was asked for. */
  | { kind: 'smalltalk'; key: SmalltalkKey; language?: string }
  /** Only a yes, an "and?" or the like, to which nothing was asked. */
  | { kind: 'unclear' }
  | { kind: 'unknown'; near: Passage[] };

/** What the business says, to be asked in plain words. Answers within milliseconds; always from the current content. */
export interface Knowledge {
  /**
   * Builds the index of the language, and of the one that the texts are in, without standing in the way of others. Where it was not awaited, the
   * first question builds it at once.
   */
  prepare(locale: string, texts?: string[]): Promise<void>;
  /** The passages nearest to the text, the best first; for grounding a model. May be empty. */
  search(text: string, locale: string, limit: number): Passage[];
  /** What to answer, or that nothing here answers it. `earlier`: what was asked before, the newest first, for questions that leave out of what. */
  answer(text: string, locale: string, earlier?: string[]): KnowledgeAnswer;
  services(locale: string): Service[];
}

const ALTERNATIVES = 3;
const MOST_CARDS = 2;
/** How near in log-odds another passage must be to be worth showing. */
const NEAR = 2.5;
/** Who knows this share of the words need not ask another language, whose index may have to be built for it. */
const OWN_LANGUAGE = 0.6;
/** What one sentence alone must reach when the whole text is not answered: the rest of it may have said otherwise. */
const SENTENCE_SCORE = 0.7;
/** The last ones: the question comes at the end. */
const MOST_SENTENCES = 8;

export function createKnowledge(options: KnowledgeOptions): Knowledge {
  const libraries = openLibraries(options);
  return {
    prepare: (locale, texts) => prepare(locale, texts ?? [], libraries),
    search: (text, locale, limit) => find(text, libraries.get(locale)).slice(0, limit),
    answer(text, locale, earlier = []) {
      const own = libraries.get(locale);
      return followUp(text, own, earlier) ?? answer(text, own, libraries);
    },
    services: (locale) => libraries.get(locale).services,
  };
}

async function prepare(locale: string, texts: string[], libraries: Libraries): Promise<void> {
  await libraries.prepare(locale);
  for (const text of texts) {
    const own = libraries.get(locale);
    const elsewhere = answerHere(text, own) ? undefined : tagElsewhere(text, own, libraries);
    if (elsewhere) await libraries.prepare(elsewhere);
  }
}

function answer(text: string, own: Library, libraries: Libraries): KnowledgeAnswer {
  const answered = answerHere(text, own) ?? answerElsewhere(text, own, libraries);
  if (answered) return answered;
  if (own.services.length > 0 && asksForOverview(text, own)) return { kind: 'overview', services: own.services };
  const greeted = greetElsewhere(text, own, libraries);
  if (greeted) return greeted;
  const near = findInParts(text, own).filter(({ score }) => score > -NEAR);
  return { kind: 'unknown', near: near.slice(0, ALTERNATIVES) };
}

function answerHere(text: string, own: Library): KnowledgeAnswer | undefined {
  const smalltalk = readSmalltalk(text, own);
  if (smalltalk) return { kind: 'smalltalk', key: smalltalk };
  return saysNothing(text, own) ? { kind: 'unclear' } : toAnswer(findInParts(text, own), text, own);
}

/** "And how much?" asks it of what was spoken of last; of nothing, it asks nothing. */
function followUp(text: string, library: Library, earlier: string[]): KnowledgeAnswer | undefined {
  if (!leavesOutSubject(text, library)) return undefined;
  const facets = facetsAsked(text, library);
  const subject = earlier.find((each) => hasSubject(each, library));
  const [spokenOf] = subject ? findInParts(subject, library) : [];
  const joined = spokenOf && spokenOf.score >= 0 ? findInParts(`${subject} ${text}`, library) : [];
  const about = joined.find(({ id }) => id === spokenOf?.id);
  if (about && tells(about, facets)) {
    const answered = toAnswer([about, ...joined.filter((other) => other !== about)], text, library);
    if (answered) return answered;
  }
  return isScrap(text, library) && !readSmalltalk(text, library) ? { kind: 'unclear' } : undefined;
}

function hasSubject(text: string, library: Library): boolean {
  const isEmpty = words(text).length === 0 || saysNothing(text, library) || readSmalltalk(text, library) !== undefined;
  return !isEmpty && !leavesOutSubject(text, library);
}

/** A question for the price is not answered by a text without one. */
function tells({ text }: Passage, facets: string[]): boolean {
  return !facets.includes('@price') || facetsIn(text).includes('@price');
}

function toAnswer(passages: Passage[], text: string, library: Library): KnowledgeAnswer | undefined {
  const [passage, ...rest] = passages;
  if (!passage || passage.score < 0) return undefined;
  const alternatives = rest
    .filter(({ kind, score }) => kind === 'faq' && score > passage.score - NEAR)
    .slice(0, ALTERNATIVES);
  const services = asksForOverview(text, library) ? library.services : servicesMeant(passages, library);
  return { kind: 'answer', passage, alternatives, services, confidence: 1 / (1 + Math.exp(-passage.score)) };
}

function servicesMeant(passages: Passage[], { services }: Library): Service[] {
  const meant = passages
    .filter(({ kind, id, score }) => kind === 'service' && (score > weights.service || id === passages[0]?.id))
    .slice(0, MOST_CARDS);
  return meant.flatMap(({ id }) => services.find((service) => service.id === id) ?? []);
}

/** A visitor may write in another language than his page has: then more of his words are known there. */
function answerElsewhere(text: string, own: Library, libraries: Libraries): KnowledgeAnswer | undefined {
  const tag = tagElsewhere(text, own, libraries);
  if (tag === undefined) return undefined;
  const other = libraries.get(tag);
  return familiarity(text, other) > familiarity(text, own)
    ? toAnswer(findInParts(text, other), text, other)
    : undefined;
}

function tagElsewhere(text: string, own: Library, libraries: Libraries): string | undefined {
  return familiarity(text, own) >= OWN_LANGUAGE ? undefined : languageElsewhere(text, own, libraries);
}

/** The first word is often a greeting in the visitor's own language. */
function greetElsewhere(text: string, own: Library, libraries: Libraries): KnowledgeAnswer | undefined {
  for (const language of own.otherTags.filter((tag) => isWrittenIn(text, tag))) {
    const key = readSmalltalk(text, libraries.get(language));
    if (key) return { kind: 'smalltalk', key, language };
  }
  return undefined;
}

/** The whole text, or else its best sentence: people greet, tell and then ask. */
function findInParts(text: string, library: Library): Passage[] {
  const whole = find(text, library);
  if ((whole[0]?.score ?? 0) >= 0 && whole.length > 0) return whole;
  const sentences = text
    .split(/(?<=[.!?…؟])\s+|(?<=[。！？])|\n+/)
    .filter((sentence) => sentence.trim().length > 0)
    .slice(-MOST_SENTENCES);
  if (sentences.length < 2) return whole;
  const [best] = sentences.map((sentence) => find(sentence, library)).sort((a, b) => scoreOf(b) - scoreOf(a));
  return best && scoreOf(best) >= SENTENCE_SCORE ? best : whole;
}

function scoreOf([best]: Passage[]): number {
  return best?.score ?? -Infinity;
}

function find(text: string, { index }: Library): Passage[] {
  const ranked = rank(readQuery(text, index), index, ({ kind }) => (kind === 'service' ? weights.service : 0));
  return ranked.flatMap(({ source, score }) => {
    const passage = index.items[source];
    return passage ? [{ ...passage, score }] : [];
  });
}
