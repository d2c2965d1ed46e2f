/**
 * How the built-in consultant weighs what speaks for a source: log-odds against "none of them answers this". Fitted by
 * `node scripts/fit-consultant.ts`, which says how; rounded, and the bias lowered by 0.9: a wrong answer is worse than an honest "I do not know".
 */
export const weights = {
  bias: -3.5,
  kindred: 6.3,
  votes: 1.3,
  affinity: 1.2,
  spelt: 0.28,
  letters: 1.6,
  unansweredKindred: -1.2,
  unansweredVotes: -0.8,
  unansweredAffinity: -2.4,
  unansweredSpelt: -0.78,
  unansweredLetters: -5.1,
  foreign: -2.5,
  elsewhere: -1.7,
  /** A service says less than an entry of the FAQ about the same. */
  service: -0.5,
};
