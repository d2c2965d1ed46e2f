/** A piece of what the business says. */
export interface Passage {
  /** Of the FAQ's entry or of the service. */
  id: string;
  kind: 'faq' | 'service';
  /** The question, or the service's name. */
  title: string;
  /** Markdown. */
  text: string;
  url?: string;
  /** BCP 47, of title and text where they are not in the language that was asked for. */
  language?: string;
  /** What to cite, e.g. "Questions and answers". */
  source: string;
  /** Log-odds of answering the question against no passage answering it: 0 is even. */
  score: number;
}
