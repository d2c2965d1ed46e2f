import { SOURCE_LOCALE } from '../../backend/src/content/locale-tag.ts';
import type { LocaleFile } from '../../backend/src/translation/locale-file.ts';
import { splitPluralKey } from '../../backend/src/translation/plural-key.ts';
import type { Locales } from '../../backend/src/translation/read-locales.ts';
import type { Reference } from './find-references.ts';

/** A key that is asked for and that English has not. */
export interface LostKey {
  reference: Reference;
  /** Where it belongs; it may be one that is not there either. */
  namespace: string;
  path: string;
}

const WHOLE_KEY = /^[a-z][\w-]*:[a-z][\w-]*(\.[\w-]+)*$/i;
/** Of a group: a single word may be anything that a function of this name is given. */
const PATH = /^[a-z][\w-]*(\.[\w-]+)+$/i;

/** Nothing is lost in an English file that cannot be read. */
export function findLostKeys({ files, broken }: Locales, references: readonly Reference[]): LostKey[] {
  const sources = files.filter(({ tag }) => tag === SOURCE_LOCALE);
  const unread = broken.filter(({ tag }) => tag === SOURCE_LOCALE).map(({ namespace }) => namespace);
  const known = new Set(sources.map(({ namespace }) => namespace));
  const defined = new Set(
    sources.flatMap(({ namespace, texts }) => [...texts.keys()].flatMap((key) => wholeKeys(namespace, key))),
  );
  return references.flatMap((reference): LostKey[] => {
    const { file, text, isAsked, namespaces = [] } = reference;
    // In prompts only a text key looks like one; in scripts an event name does too.
    if (WHOLE_KEY.test(text) && (file.startsWith('prompts/') || known.has(text.split(':')[0]!))) {
      const [namespace, path] = text.split(':') as [string, string];
      return defined.has(text) || unread.includes(namespace) ? [] : [{ reference, namespace, path }];
    }
    const isLost = isAsked && PATH.test(text) && namespaces.length > 0;
    const isFound = (namespace: string) => unread.includes(namespace) || defined.has(`${namespace}:${text}`);
    if (!isLost || namespaces.some(isFound)) return [];
    return [{ reference, namespace: homeOf(text, namespaces, sources), path: text }];
  });
}

/** As code may ask for a text: by the key itself, or by that of its plural. */
export function wholeKeys(namespace: string, key: string): string[] {
  return [`${namespace}:${key}`, `${namespace}:${splitPluralKey(key).base}`];
}

/** Where its group is, else the last: the first one is what a page loads at once. */
function homeOf(path: string, namespaces: readonly string[], sources: readonly LocaleFile[]): string {
  const group = path.split('.')[0]!;
  const home = sources.find(({ namespace, groups }) => namespaces.includes(namespace) && groups.has(group));
  return home?.namespace ?? namespaces.at(-1)!;
}
