/**
 * How the built-in consultant weighs what speaks for a source: log-odds against "none of them answers this". Fitted as one conditional logit
 * over both languages (each question chooses among the sources it touches and "none"; gradient descent, light ridge) on `dev-faq.*`,
 * `dev-unknown.*` in `tests/fixtures/questions/` and over 700 questions of our own, many of them just beside what the FAQ says. Then rounded,
 * and the bias lowered by 0.2: a wrong answer is worse than an honest "I do not know".
 */
export const weights = {
  bias: -8.25,
  coverage: 4.6,
  closeness: 6.9,
  evidence: 3.5,
  /** For the share of the question that words make of which nothing in the knowledge speaks. */
  foreign: -0.65,
  missed: -0.65,
  elsewhere: -2.7,
  /** A service says less than an entry of the FAQ about the same. */
  service: -2.55,
};
