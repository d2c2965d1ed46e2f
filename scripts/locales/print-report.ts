import type { Finding } from '../../backend/src/translation/finding.ts';
import type { LocaleReport } from './check-locales.ts';
import { printTable } from './print-table.ts';

/** One line per finding, then a summary. */
export function printReport({ tags, namespaces, texts, findings }: LocaleReport): string {
  const size = `${tags.length} languages (${tags.join(', ')}), ${namespaces.length} namespaces, ${texts} English texts`;
  if (findings.length === 0) return `locales: ${size}: no faults`;
  const lines = printTable(findings.map(({ file, line, rule, key, detail }) => [`${file}:${line}`, rule, key, detail]));
  return [...lines, '', `locales: ${size}: ${findings.length} faults (${countRules(findings)})`].join('\n');
}

function countRules(findings: Finding[]): string {
  const counts = Object.entries(Object.groupBy(findings, ({ rule }) => rule));
  return counts.map(([rule, found]) => `${found.length} ${rule}`).join(', ');
}
