/** Finds the known word that a typing error probably meant: one letter wrong, missing, doubled or swapped with the next. */
export interface Spelling {
  add(word: string): void;
  /** The known word; undefined for short words, where one letter makes another word. */
  correct(word: string): string | undefined;
}

/** Shorter words are too often another word: paint and pain, horse and house. */
const SHORTEST = 6;
/** What is longer is no word, and costs time. */
const LONGEST = 32;

export function createSpelling(): Spelling {
  const known = new Set<string>();
  const byShape = new Map<string, string>();
  return {
    add(word) {
      if (word.length < SHORTEST - 1 || word.length > LONGEST || known.has(word)) return;
      known.add(word);
      for (const shape of shapes(word)) if (!byShape.has(shape)) byShape.set(shape, word);
    },
    correct(word) {
      if (word.length < SHORTEST || word.length > LONGEST || known.has(word)) return undefined;
      return candidates(word, byShape).find((found) => isOneEditApart(word, found));
    },
  };
}

function candidates(word: string, byShape: Map<string, string>): string[] {
  return shapes(word).flatMap((shape) => byShape.get(shape) ?? []);
}

/** The word, and the word without each letter but the first: two words one edit apart share one of them. */
function shapes(word: string): string[] {
  const without = Array.from(
    { length: word.length - 1 },
    (_, index) => word.slice(0, index + 1) + word.slice(index + 2),
  );
  return [word, ...without];
}

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return swapped || restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
