declare module 'snowball-stemmers' {
  /** Throws when there is no such algorithm. */
  export function newStemmer(language: string): { stem(word: string): string };
  export function algorithms(): string[];
}
