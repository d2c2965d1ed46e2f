export interface CompoundOptions {
  /** First parts that may be taken off in any language, as they say nothing new. */
  heads: string[];
  locale: string;
  /** Whether a compound may be made of the word. */
  isPart(word: string): boolean;
}

/** Languages that write compounds in one word. */
const COMPOUNDING = /^(?:de|nl|sv|da|nb|nn|no|fi|hu)\b/;
/** What may join the parts: Reparatur-s-kosten, Last-en-rad. */
const JOINTS = /(?:s|es|n|en|er|e)$/;
const SHORTEST_TAIL = 4;
const SHORTEST_PART = 3;

/** Takes compounds apart: gives the words that one is made of, the last one first, as it says what the thing is; none for other words. */
export function createCompounds({ heads, locale, isPart }: CompoundOptions): (word: string) => string[] {
  const prefixes = heads.toSorted((a, b) => b.length - a.length);
  const isHead = (text: string): boolean => isPart(text) || isPart(text.replace(JOINTS, ''));
  return (word) => {
    const prefix = prefixes.find((head) => word.startsWith(head) && word.length >= head.length + SHORTEST_TAIL);
    if (prefix) return [word.slice(prefix.length)];
    if (!COMPOUNDING.test(locale)) return [];
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
      const head = word.slice(0, at);
      const tail = word.slice(at);
      if (isPart(tail) && isHead(head)) return [tail, isPart(head) ? head : head.replace(JOINTS, '')];
    }
    return [];
  };
}
