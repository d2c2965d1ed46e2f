import { readFile } from 'node:fs/promises';
import { catalogueWordsKind } from '../../backend/src/knowledge/catalogue-words.ts';
import { catalogueKind } from '../../backend/src/knowledge/catalogue.ts';
import { faqKind } from '../../backend/src/knowledge/faq.ts';
import { readView, readWords, viewOf } from '../../backend/src/knowledge/knowledge.fixture.ts';
import { type Library, openLibraries } from '../../backend/src/knowledge/library.ts';
import { readQuery } from '../../backend/src/knowledge/query.ts';
import { type Questions, questionsKind } from '../../backend/src/knowledge/questions.ts';
import { rank } from '../../backend/src/knowledge/rank.ts';
import { synonymsKind } from '../../backend/src/knowledge/synonyms.ts';
import { silentLog } from '../../backend/src/telemetry/log.ts';

/** One question of a set, as it stands in its file. */
export interface Asked {
  question: string;
  /** Absent when nothing answers it. */
  entry?: string;
  /** Other entries that answer it too. */
  alternatives?: string[];
}

/** A question, and the sources it may be answered with. */
export interface Sample {
  /** Those that answer it. */
  entries: string[];
  candidates: { right: boolean; features: Record<string, number> }[];
}

export const LOCALES = ['en', 'ru'];
const FOLDS = 5;

type IsIn = (line: string, at: number) => boolean;

/** Each line of `questions.<tag>.yaml`, compared with an index that was built without it and without every fifth other one. */
export async function sampleLines(locale: string): Promise<Sample[]> {
  const all = (await readView(questionsKind, locale)).get(pathOf(locale));
  if (!all) throw new Error(`no ${pathOf(locale)}`);
  const folds = Array.from({ length: FOLDS }, async (_, fold) => {
    const isIn: IsIn = (_line, at) => at % FOLDS === fold;
    const library = await openLibrary(locale, without(all, isIn));
    const asked = Object.entries(all.asked).flatMap(([entry, lines]) =>
      lines.filter(isIn).map((question): Asked => ({ question, entry })),
    );
    const unanswered = all.unanswered.filter(isIn).map((question): Asked => ({ question }));
    return [...asked, ...unanswered].map((each) => toSample(each, library));
  });
  return (await Promise.all(folds)).flat();
}

/** The questions of a JSON file, compared with everything that the demo says. */
export async function sampleFile(file: URL, locale: string): Promise<Sample[]> {
  const asked = JSON.parse(await readFile(file, 'utf8')) as Asked[];
  const library = await openLibrary(locale);
  return asked.map((each) => toSample(each, library));
}

function without({ asked, unanswered }: Questions, isIn: IsIn): Questions {
  const rest = (lines: string[]): string[] => lines.filter((line, at) => !isIn(line, at));
  return {
    asked: Object.fromEntries(Object.entries(asked).map(([id, lines]) => [id, rest(lines)])),
    unanswered: rest(unanswered),
  };
}

async function openLibrary(locale: string, questions?: Questions): Promise<Library> {
  const libraries = openLibraries({
    faq: await readView(faqKind, locale),
    catalogue: await readView(catalogueKind),
    catalogueWords: await readView(catalogueWordsKind, locale),
    synonyms: await readView(synonymsKind, locale),
    questions: questions ? viewOf(new Map([[pathOf(locale), questions]])) : await readView(questionsKind, locale),
    words: await readWords(),
    log: silentLog,
  });
  return libraries.get(locale);
}

function pathOf(locale: string): string {
  return `knowledge/questions.${locale}.yaml`;
}

function toSample({ question, entry, alternatives = [] }: Asked, { index }: Library): Sample {
  const entries = entry ? [entry, ...alternatives] : [];
  const ranked = rank(readQuery(question, index), index, () => 0);
  const candidates = ranked.flatMap(({ source, features }) => {
    const item = index.items[source];
    if (!item) return [];
    const service = item.kind === 'service' ? 1 : 0;
    return [{ right: entries.includes(item.id), features: { ...features, service } }];
  });
  return { entries, candidates };
}
