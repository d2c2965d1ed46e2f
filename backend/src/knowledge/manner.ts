import { words } from '../embedding/words.ts';
import { analyse } from './analyse.ts';
import type { Library } from './library.ts';
import { isKnown } from './query.ts';
import type { SmalltalkKey, Synonyms } from './synonyms.ts';

/** Words of a greeting beside which nothing else may stand: longer texts ask something. */
const LONGEST_SMALLTALK = 8;
/** So many everyday words alone ask nothing. */
const FEW = 2;
/** Below it, a word only stands inside a phrase: the service of "full service". */
const CERTAIN = 0.9;
const OVERVIEW = new Set(['@price', '@services']);

/** Whether the text only greets, thanks, takes leave or asks who is speaking. */
export function readSmalltalk(text: string, { synonyms, index }: Library): SmalltalkKey | undefined {
  const spoken = words(text);
  if (spoken.length === 0 || spoken.length > LONGEST_SMALLTALK) return undefined;
  const [said] = phrasesOf(synonyms).filter(([, phrase]) => ` ${spoken.join(' ')} `.includes(` ${phrase} `));
  if (!said) return undefined;
  const rest = ` ${spoken.join(' ')} `.replace(` ${said[1]} `, ' ');
  return analyse(rest, index.lexicon).every(({ light }) => light) ? said[0] : undefined;
}

/** Whether the text has no subject: "yes", "no, please", "good", "and how?" */
export function saysNothing(text: string, { index: { lexicon } }: Library): boolean {
  const spoken = words(text);
  if (spoken.length === 0 || spoken.length > LONGEST_SMALLTALK) return false;
  const few = spoken.length <= FEW;
  return spoken.every((word) => lexicon.isStop(word) || (few && lexicon.isLight(word) && !/^\p{N}+$/u.test(word)));
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

/** How many words of the text the language knows, its small ones included: the more, the likelier it is written in it. */
export function familiarity(text: string, { index }: Library): number {
  return new Set(words(text).filter((word) => isKnown(word, index))).size;
}

/** The longest first, so that a question of several words wins over a greeting inside it. */
function phrasesOf({ smalltalk }: Synonyms): [SmalltalkKey, string][] {
  const entries = Object.entries(smalltalk) as [SmalltalkKey, string][];
  const phrases = entries.flatMap(([key, list]) =>
    list.split(',').map((phrase): [SmalltalkKey, string] => [key, words(phrase).join(' ')]),
  );
  return phrases.sort((a, b) => b[1].length - a[1].length);
}
