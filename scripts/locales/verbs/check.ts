import { checkLocales } from '../check-locales.ts';
import { printReport } from '../print-report.ts';
import type { Verb } from '../verb.ts';
import { UsageError } from '../verb.ts';

export const check: Verb = {
  name: 'check',
  usage: '',
  summary: 'Says each fault with its file and line; what runs without a verb',
  async run({ root, settings, positionals }) {
    if (positionals.length > 0) throw new UsageError(`expected nothing more, found ${positionals.join(' ')}`);
    const report = await checkLocales(root, settings);
    return { text: printReport(report), data: report, hasFindings: report.findings.length > 0 };
  },
};
