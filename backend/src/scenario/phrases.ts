const MOST_REMEMBERED = 1000;
const remembered = new Map<string, readonly string[]>();

/** Folds case, width, `ё` and punctuation, so that texts can be compared as people mean them. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The phrases of a locale text such as `cancel | stop`, normalised. */
export function phrases(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known) return known;
  const list = text
    .split('|')
    .map(normalise)
    .filter((phrase) => phrase !== '');
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, list);
  return list;
}

/** Whether a normalised text contains a normalised phrase as whole words. */
export function containsPhrase(text: string, phrase: string): boolean {
  return ` ${text} `.includes(` ${phrase} `);
}
