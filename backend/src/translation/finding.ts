export type FindingRule =
  | 'broken'
  | 'missing'
  | 'unknown'
  | 'unused'
  | 'undefined'
  | 'kind'
  | 'empty'
  | 'placeholder'
  | 'plural-missing'
  | 'plural-foreign';

export interface Finding {
  /** Path below the root, with forward slashes. */
  file: string;
  /** From 1. */
  line: number;
  rule: FindingRule;
  /** `path.to.key` in the namespace of the file; of a reference the whole `namespace:path.to.key`. */
  key: string;
  detail: string;
}
