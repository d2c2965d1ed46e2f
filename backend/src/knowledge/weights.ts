/**
 * How the built-in consultant weighs what speaks for a source: log-odds against "none of them answers this". Fitted as one conditional logit
 * over both languages (each question chooses among the sources it touches and "none"; gradient descent, light ridge) on the sets `dev`,
 * `fresh-a` and `fresh-c` in `tests/fixtures/questions/`, starting from a fit on 700 more, many of them just beside what the FAQ says. Then
 * rounded, and the bias lowered by 0.5: a wrong answer is worse than an honest "I do not know".
 */
export const weights = {
  bias: -10.8,
  coverage: 4.9,
  closeness: 9.4,
  evidence: 3.6,
  /** For the share of the question that words make of which nothing in the knowledge speaks. */
  foreign: -0.9,
  missed: -0.35,
  elsewhere: -2.4,
  unsaid: -0.6,
  /** A service says less than an entry of the FAQ about the same. */
  service: -3.2,
};
