import { join } from 'node:path';
import { checkContext } from '../../backend/src/translation/check-context.ts';
import { checkReferences } from './check-references.ts';
import { compareLocales } from '../../backend/src/translation/compare-locales.ts';
import { findReferences } from './find-references.ts';
import type { Finding } from '../../backend/src/translation/finding.ts';
import { readLocales } from '../../backend/src/translation/read-locales.ts';
import type { LocaleSettings } from './settings.ts';

export interface LocaleReport {
  tags: string[];
  namespaces: string[];
  /** English texts. */
  texts: number;
  findings: Finding[];
}

/** Checks `locales/` below `root` against itself and against the sources. */
export async function checkLocales(root: string, settings: LocaleSettings): Promise<LocaleReport> {
  const locales = await readLocales(join(root, 'locales'));
  const references = await findReferences(root, settings);
  const findings = [
    ...locales.findings,
    ...compareLocales(locales, settings),
    ...checkContext(locales),
    ...checkReferences(locales, references, settings.dynamic),
  ];
  const english = locales.files.filter(({ tag }) => tag === 'en');
  return {
    tags: locales.tags,
    namespaces: english.map(({ namespace }) => namespace),
    texts: english.reduce((sum, { texts }) => sum + texts.size, 0),
    findings: findings.toSorted(
      (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.key.localeCompare(b.key),
    ),
  };
}
