/**
 * How the built-in consultant weighs what speaks for a source: log-odds against "none of them answers this". Fitted by
 * `node scripts/fit-consultant.ts`, which says how; rounded, and the bias lowered by 0.5: a wrong answer is worse than an honest "I do not know".
 */
export const weights = {
  bias: -3.8,
  kindred: 8.7,
  affinity: 1.5,
  letters: 4,
  unansweredKindred: -2.7,
  unansweredAffinity: -4.2,
  unansweredLetters: -5.4,
  foreign: -2.4,
  elsewhere: -1.7,
  /** A service says less than an entry of the FAQ about the same. */
  service: -0.6,
};
