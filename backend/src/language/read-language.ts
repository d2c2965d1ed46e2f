import { findLocale, isSameLanguage } from '../content/locale-tag.ts';
import { commonWords } from './common-words.ts';
import { glanceAt, wordsOf, type Glance } from './glance.ts';
import type { LanguageScorer, Scored } from './language-scorer.ts';

export interface LanguageReader {
  /** Whether it is worth asking {@link read}: false at once for nearly all that is written in the present language. */
  mayDiffer(text: string, current: string): boolean;
  /** Another language of those that are offered, when the text is surely in it. */
  read(text: string, current: string, offered: readonly string[]): Promise<string | undefined>;
}

/** How much more a text must be like another language than like the present one. Found with the shipped FAQs and the questions of `tests/fixtures`. */
const LEAD = 0.05;
/** Letters from which the score is enough; a shorter text needs a common word of the language as well. */
const LONG = 30;
/** Common words of the present language that settle it. */
const ENOUGH = 2;
const CYRILLIC = ['ru', 'uk'];

export function createLanguageReader(scorer: Pick<LanguageScorer, 'score'>): LanguageReader {
  function look(text: string, current: string): Glance {
    const script = scriptOf(current);
    const seen = glanceAt(text, (found) => script === (found === 'Latin' ? 'Latn' : 'Cyrl'));
    if (!seen || 'language' in seen) return seen;
    // What has no letter of another Cyrillic language is as good as the present one.
    if (seen.unsure === 'Cyrillic') return script === 'Cyrl' ? undefined : seen;
    const { count, isMost } = commonWords(wordsOf(text), baseOf(current));
    return isMost && count >= ENOUGH ? undefined : seen;
  }

  async function lookClosely(words: readonly string[], current: string): Promise<string | undefined> {
    // Too much alike for the scores, and known by a few words.
    const slavic = CYRILLIC.find((one) => commonWords(words, one).isMost);
    return slavic ?? decide(await scorer.score(words.join(' ')), words, current);
  }

  return {
    mayDiffer(text, current) {
      const seen = look(text, current);
      return seen !== undefined && !('language' in seen && isSameLanguage(seen.language, current));
    },
    async read(text, current, offered) {
      const seen = look(text, current);
      if (!seen) return undefined;
      const language = 'language' in seen ? seen.language : await lookClosely(wordsOf(text), current);
      if (!language || isSameLanguage(language, current)) return undefined;
      return findLocale(language, offered);
    },
  };
}

function decide(scored: Scored | undefined, words: readonly string[], current: string): string | undefined {
  if (!scored?.isReliable) return undefined;
  const [best, score] = Object.entries(scored.scores).reduce(
    (most, each) => (each[1] > most[1] ? each : most),
    ['', 0],
  );
  if (score - (scored.scores[baseOf(current)] ?? 0) < LEAD || CYRILLIC.includes(best)) return undefined;
  return words.join('').length >= LONG || commonWords(words, best).isMost ? best : undefined;
}

const scripts = new Map<string, string | undefined>();

/** Asked for with every message, and slow to find. */
function scriptOf(tag: string): string | undefined {
  if (!scripts.has(tag)) scripts.set(tag, new Intl.Locale(tag).maximize().script);
  return scripts.get(tag);
}

function baseOf(tag: string): string {
  return tag.split('-')[0]!;
}
