/** Finds known stems that a stem is derived from or leads to, where the stemmer left more than the root: аккумулятор and аккумуляторн. */
export interface Kinship {
  of(stem: string): string[];
}

const SHORTEST_ROOT = 5;
/** How much of the longer stem both must share. */
const SHARED = 0.7;

export function createKinship(stems: Iterable<string>): Kinship {
  const known = [...stems].filter((stem) => /^\p{L}+$/u.test(stem) && stem.length >= SHORTEST_ROOT);
  const byRoot = Map.groupBy(known, (stem) => stem.slice(0, SHORTEST_ROOT));
  return {
    of: (stem) =>
      (byRoot.get(stem.slice(0, SHORTEST_ROOT)) ?? []).filter((other) => other !== stem && areKin(other, stem)),
  };
}

function areKin(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  let shared = 0;
  while (shared < longer && a[shared] === b[shared]) shared += 1;
  return shared >= Math.max(SHORTEST_ROOT, SHARED * longer);
}
