import type { TextEntry } from './texts.ts';

/** What the grid shows, from the query of the page's address. */
export interface TextQuery {
  tags: string[];
  search: string;
  namespace: string;
  state: string;
}

export function readTextQuery(query: string): TextQuery {
  const { tags = '', search = '', namespace = '', state = '' } = Object.fromEntries(new URLSearchParams(query));
  return { tags: tags.split(',').filter(Boolean), search, namespace, state };
}

export function narrowTexts(texts: readonly TextEntry[], { tags, search, namespace, state }: TextQuery): TextEntry[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return texts.filter((text) => {
    const translations = tags.flatMap((tag) => text.translations[tag] ?? []);
    if (translations.length === 0) return false;
    if (namespace && text.namespace !== namespace) return false;
    if (state && !translations.some((translation) => translation.state === state)) return false;
    if (words.length === 0) return true;
    const said = [text.english, ...translations.map(({ forms }) => forms)].flatMap((forms) => Object.values(forms));
    const whole = [text.key, ...said].join('\n').toLocaleLowerCase();
    return words.every((word) => whole.includes(word));
  });
}
