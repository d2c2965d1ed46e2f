import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import { stopWords } from '../embedding/stem.ts';
import { words } from '../embedding/words.ts';
import type { Libraries, Library } from './library.ts';
import { isWrittenIn } from './script.ts';
import type { Synonyms } from './synonyms.ts';

/**
 * In which other language the text may be: the one whose everyday words it has most of, as an index for every language would cost too much to
 * ask. One without any may be English. Undefined when it is likelier in the own language.
 */
export function languageElsewhere(text: string, own: Library, libraries: Libraries): string | undefined {
  const spoken = [...new Set(words(text))];
  const countIn = (library: Library): number => spoken.filter((word) => everydayWords(library).has(word)).length;
  const others = own.otherTags.filter((tag) => isWrittenIn(text, tag));
  const counts = others.map((tag) => countIn(libraries.get(tag)));
  const most = Math.max(...counts);
  const ours = countIn(own);
  if (most > ours) return others[counts.indexOf(most)];
  if (ours > 0) return undefined;
  if (others.includes(SOURCE_LOCALE)) return SOURCE_LOCALE;
  return isWrittenIn(text, own.language) ? undefined : others[0];
}

const known = new WeakMap<Synonyms, ReadonlySet<string>>();

function everydayWords({ synonyms, language }: Library): ReadonlySet<string> {
  let everyday = known.get(synonyms);
  if (!everyday) {
    const stop = synonyms.stop ? words(synonyms.stop) : stopWords(language);
    known.set(synonyms, (everyday = new Set([...stop, ...words(synonyms.light)])));
  }
  return everyday;
}
