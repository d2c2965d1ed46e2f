import { createHash } from 'node:crypto';
import { ContentFault } from '../content/content-kind.ts';
import { readJson } from '../content/json.ts';
import type { Forms } from './forms.ts';

/**
 * `missing`: no text. `draft`: written by a machine, and nobody has confirmed it. `stale`: English has changed since. `done`: confirmed
 * against today's English, or never written down.
 */
export type TranslationState = 'missing' | 'draft' | 'stale' | 'done';

/** What `.state.json` keeps of one translation. */
export interface StateLine {
  /** Of the English text that it was made from. */
  hash: string;
  draft: boolean;
}

/** By whole key without a plural ending. */
export type StateLines = ReadonlyMap<string, StateLine>;

const LINE = /^([\da-f]{8})( draft)?$/;

/** `locales/<tag>/.state.json`: `"widget:menu.label": "1a2b3c4d draft"`. Throws {@link ContentFault} with a line. */
export function parseStates(text: string): StateLines {
  const source = readJson(text);
  if (typeof source.value !== 'object' || source.value === null) throw notStates(1, source.value);
  const lines = Object.entries(source.value).map(([key, value]): [string, StateLine] => {
    const match = LINE.exec(String(value));
    if (!match) throw notStates(source.lineOf([key]), value);
    return [key, { hash: match[1]!, draft: match[2] !== undefined }];
  });
  return new Map(lines);
}

export function printStates(lines: StateLines): string {
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([key, { hash, draft }]) => [key, draft ? `${hash} draft` : hash]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** Eight digits of SHA-256 over the English text, of a plural over all its forms. */
export function hashForms(forms: Forms): string {
  const sorted = Object.entries(forms).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = typeof forms.text === 'string' && sorted.length === 1 ? forms.text : JSON.stringify(sorted);
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function notStates(line: number, found: unknown): ContentFault {
  const expected = 'eight digits of a hash, perhaps with " draft"';
  return new ContentFault('the state is not readable', { line, expected, found: JSON.stringify(found).slice(0, 60) });
}
