/**
 * `npm run locales [-- --json]`: checks `locales/` and says each fault with file and line. Exits 1 on a fault.
 * What each rule means stands in `docs/translating.md`.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkLocales } from './locales/check-locales.ts';
import { printReport } from './locales/print-report.ts';
import { localeSettings } from './locales/settings.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, root: { type: 'string' } } });
const root = values.root ?? fileURLToPath(new URL('..', import.meta.url));
const report = await checkLocales(root, localeSettings);
console.log(values.json ? JSON.stringify(report, null, 2) : printReport(report));
process.exitCode = report.findings.length > 0 ? 1 : 0;
