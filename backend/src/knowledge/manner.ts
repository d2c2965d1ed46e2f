import { words } from '../embedding/words.ts';
import { analyse } from './analyse.ts';
import type { Library } from './library.ts';
import type { Term } from './lexicon.ts';
import { isKnown, readQuery } from './query.ts';
import type { SmalltalkKey, Synonyms } from './synonyms.ts';

/** Words of a greeting beside which nothing else may stand: longer texts ask something. */
const LONGEST_SMALLTALK = 8;
/** So many everyday words alone ask nothing. */
const FEW = 2;
/** Below it, a word only stands inside a phrase: the service of "full service". */
const CERTAIN = 0.9;
/** A longer question has a subject of its own. */
const LONGEST_FOLLOW_UP = 6;
/** So long may be what asks nothing when nothing was spoken of before. */
const LONGEST_SCRAP = 3;
/** Below it, a word stands everywhere. */
const SAYS_LITTLE = 0.35;
/** What is asked of something; a place or the hours are a subject. */
const OF_SOMETHING = new Set(['@price', '@duration', '@many']);
const OVERVIEW = new Set(['@price', '@services']);

/** Whether the text only greets, thanks, takes leave or asks who is speaking. */
export function readSmalltalk(text: string, library: Library): SmalltalkKey | undefined {
  const spoken = words(text);
  if (spoken.length === 0 || spoken.length > LONGEST_SMALLTALK) return undefined;
  const [said] = phrasesOf(library.synonyms).filter(([, phrase]) => ` ${spoken.join(' ')} `.includes(` ${phrase} `));
  if (!said) return undefined;
  const rest = ` ${spoken.join(' ')} `.replace(` ${said[1]} `, ' ');
  // The greeting alone needs no index, which another language may not have.
  const isAll = words(rest).length === 0 || analyse(rest, library.index.lexicon).every(({ light }) => light);
  return isAll ? said[0] : undefined;
}

/** Whether the text has no subject: "yes", "no, please", "good", "and how?" */
export function saysNothing(text: string, { index: { lexicon } }: Library): boolean {
  const spoken = words(text);
  if (spoken.length === 0 || spoken.length > LONGEST_SMALLTALK) return false;
  const few = spoken.length <= FEW;
  return spoken.every((word) => lexicon.isStop(word) || (few && lexicon.isLight(word) && !/^\p{N}+$/u.test(word)));
}

/** Whether the text asks something and leaves out of what, as one does of what was spoken of before: "and how much?", "how long does it take?" */
export function leavesOutSubject(text: string, { index }: Library): boolean {
  if (words(text).length > LONGEST_FOLLOW_UP) return false;
  const { units } = readQuery(text, index);
  const asking = units.filter(({ light }) => !light);
  if (asking.length === 0) return units.length > 0 && /[?？؟]/.test(text);
  const others = asking.filter(({ terms }) => !isFacet(terms));
  return others.length <= 1 && others.every(({ weight, foreign }) => weight < SAYS_LITTLE && !foreign);
}

/** Whether the text is only the beginning or the end of a question: "and how?" */
export function isScrap(text: string, library: Library): boolean {
  return words(text).length <= LONGEST_SCRAP && facetsAsked(text, library).length === 0;
}

/** Which of a price, a duration and a number the text asks for. */
export function facetsAsked(text: string, { index }: Library): string[] {
  return readQuery(text, index).units.flatMap(({ terms }) => terms.filter(isAsking).map(({ id }) => id));
}

function isFacet(terms: readonly Term[]): boolean {
  return terms.some(isAsking);
}

function isAsking({ id, quality }: Term): boolean {
  return OF_SOMETHING.has(id) && quality >= CERTAIN;
}

/** Whether the text asks what there is or what it costs, and nothing in particular. */
export function asksForOverview(text: string, { index }: Library): boolean {
  if (/\d/.test(text)) return false;
  const units = analyse(text, index.lexicon).filter(({ light }) => !light);
  return (
    units.length > 0 &&
    units.every(({ terms }) => terms.some(({ id, quality }) => OVERVIEW.has(id) && quality >= CERTAIN))
  );
}

/** Which share of the text's words the language knows, its small ones included: the more, the likelier it is written in it. */
export function familiarity(text: string, { index }: Library): number {
  const spoken = words(text);
  return spoken.filter((word) => isKnown(word, index)).length / Math.max(1, spoken.length);
}

/** The longest first, so that a question of several words wins over a greeting inside it. */
function phrasesOf({ smalltalk }: Synonyms): [SmalltalkKey, string][] {
  const entries = Object.entries(smalltalk) as [SmalltalkKey, string][];
  const phrases = entries.flatMap(([key, list]) =>
    list.split(',').map((phrase): [SmalltalkKey, string] => [key, words(phrase).join(' ')]),
  );
  return phrases.sort((a, b) => b[1].length - a[1].length);
}
