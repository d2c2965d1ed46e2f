import { verbRoot } from './verb-root.ts';

/** Finds known stems that a stem is derived from or leads to, where the stemmer left more than the root: аккумулятор and аккумуляторн. */
export interface Kinship {
  of(stem: string): string[];
}

const SHORTEST_ROOT = 5;
/** How much of the longer stem both must share. */
const SHARED = 0.7;

export function createKinship(stems: Iterable<string>): Kinship {
  const known = [...stems].filter((stem) => /^\p{L}+$/u.test(stem));
  const byStart = Map.groupBy(
    known.filter((stem) => stem.length >= SHORTEST_ROOT),
    (stem) => stem.slice(0, SHORTEST_ROOT),
  );
  const byVerb = Map.groupBy(known, verbRoot);
  return {
    of: (stem) => {
      const verb = verbRoot(stem);
      const near = (byStart.get(stem.slice(0, SHORTEST_ROOT)) ?? []).filter((other) => areKin(other, stem));
      const verbs = verb === undefined ? [] : (byVerb.get(verb) ?? []);
      return [...new Set([...near, ...verbs])].filter((other) => other !== stem);
    },
  };
}

function areKin(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  let shared = 0;
  while (shared < longer && a[shared] === b[shared]) shared += 1;
  return shared >= Math.max(SHORTEST_ROOT, SHARED * longer);
}
