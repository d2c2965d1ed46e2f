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
  | 'plural-foreign'
  | 'markup'
  | 'limit'
  | 'context';

/** What is wrong with a text, and where it stands. */
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

/** A text that says less than English is work to do; any other fault would reach people, or break what they see. */
export function isIncomplete({ rule }: Finding): boolean {
  return rule === 'missing' || rule === 'empty' || rule === 'plural-missing';
}
