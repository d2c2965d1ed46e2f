/** Damps the first places, so that a good place in both rankings beats the first place in one. From Cormack, Clarke, Büttcher: Reciprocal Rank Fusion (SIGIR 2009). */
const K = 60;

/** Joins rankings (best first) into one: each id with the sum of 1 / (60 + place), best first. */
export function fuse(rankings: number[][]): { id: number; score: number }[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings) {
    ranking.forEach((id, place) => scores.set(id, (scores.get(id) ?? 0) + 1 / (K + place + 1)));
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score || b.id - a.id);
}
