import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTexts, type Texts } from './texts.ts';

/** The language at `/`; any other stands below its tag. */
export const MAIN_LOCALE = 'en';

/** `<tag>/site.json` of every language that has one, the main language first. */
export function readTexts(dir: string): Texts[] {
  const files = globSync('*/site.json', { cwd: dir });
  const tags = files
    .map(dirname)
    .toSorted((a, b) => Number(b === MAIN_LOCALE) - Number(a === MAIN_LOCALE) || a.localeCompare(b));
  return tags.map((tag) => createTexts(tag, JSON.parse(readFileSync(join(dir, tag, 'site.json'), 'utf8'))));
}
