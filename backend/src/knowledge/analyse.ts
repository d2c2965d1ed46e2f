import { words } from '../embedding/words.ts';
import type { Lexicon, LexiconPhrase, Term } from './lexicon.ts';

/** One word or fixed phrase of a text, with everything it may be compared by. */
export interface Unit {
  word: string;
  terms: Term[];
  /** An everyday word that says little about the subject. */
  light: boolean;
  /** Of another subject, if the source does not say it. */
  elsewhere: boolean;
}

/** Of a phrase that was recognised as a whole, what its single words still count. */
const PART_OF_PHRASE = 0.75;
/** What the parts of a compound count, the last one first: велоремонт as ремонт, Winterreifen as Reifen and less as Winter. */
const OF_COMPOUND = [0.9, 0.7];
/** Stop words that may stand inside a phrase: "pick it up". */
const WIDEST_GAP = 2;

/** Text → the units that carry its meaning, in order; stop words are left out. */
export function analyse(text: string, lexicon: Lexicon): Unit[] {
  const tokens = words(text);
  const stems = tokens.map((token) => lexicon.stem(token));
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = longestAt(tokens, stems, { at, lexicon });
    const unit = found ? phraseUnit(found.phrase, tokens[at] ?? '', lexicon) : wordUnit(tokens[at] ?? '', lexicon);
    if (unit) units.push(unit);
    at = found ? found.end : at + 1;
  }
  return units;
}

interface Place {
  at: number;
  lexicon: Lexicon;
}

function longestAt(
  tokens: string[],
  stems: string[],
  place: Place,
): { phrase: LexiconPhrase; end: number } | undefined {
  for (const phrase of place.lexicon.startingWith(stems[place.at] ?? '')) {
    if (phrase.stems.length === 1 && place.lexicon.isStop(tokens[place.at] ?? '')) continue;
    const end = endOf(phrase, { tokens, stems }, place);
    if (end !== undefined) return { phrase, end };
  }
  return undefined;
}

function endOf(
  phrase: LexiconPhrase,
  { tokens, stems }: { tokens: string[]; stems: string[] },
  { at, lexicon }: Place,
): number | undefined {
  let next = at + 1;
  for (const wanted of phrase.stems.slice(1)) {
    let gap = 0;
    while (stems[next] !== wanted && gap < WIDEST_GAP && lexicon.isStop(tokens[next] ?? '')) {
      next += 1;
      gap += 1;
    }
    if (stems[next] !== wanted) return undefined;
    next += 1;
  }
  return next;
}

function phraseUnit(phrase: LexiconPhrase, word: string, lexicon: Lexicon): Unit {
  const terms = (phrase.allTerms ??= readTerms(phrase, lexicon));
  if (phrase.stems.length === 1) {
    const { terms: parts, elsewhere } = readParts(word, lexicon);
    return { word, terms: [...terms, ...parts], light: lexicon.isLight(word), elsewhere };
  }
  return { word: terms[0]?.id ?? word, terms, light: false, elsewhere: false };
}

function readTerms({ stems, terms }: LexiconPhrase, lexicon: Lexicon): Term[] {
  const whole = { id: stems.join(' '), quality: 1 };
  if (stems.length === 1) return [whole, ...terms];
  const parts = stems
    .filter((stem) => !lexicon.isStop(stem))
    .flatMap((stem) => [{ id: stem, quality: 1 }, ...lexicon.meanings(stem)])
    .map(({ id, quality }) => ({ id, quality: quality * PART_OF_PHRASE }));
  return [whole, ...terms, ...parts];
}

function wordUnit(word: string, lexicon: Lexicon): Unit | undefined {
  if (lexicon.isStop(word)) return undefined;
  const { terms, elsewhere } = readParts(word, lexicon);
  const light = lexicon.isLight(word) && !elsewhere;
  const stem = lexicon.stem(word);
  return {
    word,
    terms: [{ id: stem, quality: 1 }, ...terms, ...(light || elsewhere ? [] : lexicon.kin(stem))],
    light,
    elsewhere,
  };
}

/** What the parts of a compound say, and whether it or its first part speaks of another subject: a car wash is no wash of a bicycle. */
function readParts(word: string, lexicon: Lexicon): Pick<Unit, 'terms' | 'elsewhere'> {
  const parts = lexicon.partsOf(word).map((part) => analyse(part, lexicon)[0]);
  const foreign = parts.filter((part) => part?.elsewhere);
  const terms = (foreign.length > 0 ? foreign : parts).flatMap((part, at) =>
    (part?.terms ?? []).map(({ id, quality }) => ({ id, quality: quality * (OF_COMPOUND[at] ?? 0) })),
  );
  return { terms, elsewhere: lexicon.isElsewhere(word) || foreign.length > 0 };
}
