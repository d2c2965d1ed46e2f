import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { isGone } from '../../../backend/src/content/folder-scan.ts';
import { isSameLanguage } from '../../../backend/src/content/locale-tag.ts';
import type { TextChange } from '../../../backend/src/translation/change-texts.ts';
import type { Finding } from '../../../backend/src/translation/finding.ts';
import { carryOut } from '../../../backend/src/translation/transfer/carry-out.ts';
import { formats } from '../../../backend/src/translation/transfer/index.ts';
import { planImport, type ImportPlan } from '../../../backend/src/translation/transfer/plan-import.ts';
import {
  TransferFault,
  type ReturnedFile,
  type TransferFormat,
} from '../../../backend/src/translation/transfer/transfer-format.ts';
import { printTable } from '../print-table.ts';
import { onlyArgument, UsageError, type Verb, type VerbCall, type VerbResult } from '../verb.ts';
import { languageOf } from './export.ts';

export const importTexts: Verb = {
  name: 'import',
  usage: '<file> [--lang <tag>] [--format csv|xliff|po] [--dry-run] [--draft]',
  summary: 'Takes in a file that came back from a translator',
  details: [
    '--dry-run  says what would change, and writes nothing',
    '--draft    a machine wrote it: each changed text is a draft until a person accepts it',
    '--lang     of a file that does not say its language; --format, of one whose name does not',
    'A text that would break something is refused with its line, the rest goes in. A text that is empty in the file leaves ours alone.',
  ],
  options: {
    lang: { type: 'string' },
    format: { type: 'string' },
    'dry-run': { type: 'boolean' },
    draft: { type: 'boolean' },
  },
  async run(call) {
    const { translations, values } = call;
    const file = onlyArgument(call, 'file');
    const named = typeof values.lang === 'string' ? values.lang : undefined;
    const returned = await readReturned(file, formatOf(call, file), named);
    if (returned instanceof TransferFault) return refuseFile(file, returned);
    const tree = await translations.read();
    const tag = languageOf(tree, named ?? returned.tag);
    // Tools add a country of their own: `ru-RU`.
    if (returned.tag !== undefined && !isSameLanguage(returned.tag, tag)) {
      throw new UsageError(`${file} is in ${returned.tag}, not in ${tag}`);
    }
    const plan = planImport(tree, { file, tag, texts: returned.texts, isDraft: values.draft === true });
    const isDryRun = values['dry-run'] === true;
    return describe(isDryRun ? plan : await carryOut(plan, translations), isDryRun);
  },
};

function formatOf({ values }: VerbCall, file: string): TransferFormat {
  const extension = extname(file).toLowerCase();
  const named = (format: TransferFormat) =>
    values.format === undefined ? format.extensions.includes(extension) : format.name === values.format;
  const found = formats.find(named);
  if (found) return found;
  const known = formats.flatMap(({ extensions }) => extensions).join(', ');
  throw new UsageError(`what kind of file is ${file}? Give it one of the endings ${known}, or say --format`);
}

async function readReturned(file: string, format: TransferFormat, tag?: string): Promise<ReturnedFile | TransferFault> {
  try {
    return format.read(await readFile(file), tag);
  } catch (error) {
    if (error instanceof TransferFault) return error;
    if (isGone(error)) throw new UsageError(`there is no file ${file}`);
    throw error;
  }
}

function refuseFile(file: string, { line, message }: TransferFault): VerbResult {
  const refused: Finding[] = [{ file, line, rule: 'broken', key: '', detail: message }];
  return { text: `${file}:${line}  broken  ${message}`, data: { refused }, hasFindings: true };
}

function describe(plan: ImportPlan, isDryRun: boolean): VerbResult {
  const { file, tag, changes, confirmed, unchanged, refused } = plan;
  const differences = isDryRun ? changes.flatMap(printDifference) : [];
  const faults = printTable(refused.map(({ line, rule, key, detail }) => [`${file}:${line}`, rule, key, detail]));
  const verb = isDryRun ? 'would be ' : '';
  const counts = `${changes.length} texts ${verb}changed, ${confirmed.length} ${verb}confirmed, ${unchanged} as they were`;
  const summary = `${file} → locales/${tag}: ${counts}, ${new Set(refused.map(({ key }) => key)).size} refused`;
  const data = { file, tag, dryRun: isDryRun, changes, confirmed, unchanged, refused };
  return { text: [...differences, ...faults, summary].join('\n'), data, hasFindings: refused.length > 0 };
}

function printDifference({ key, forms, seen = {} }: TextChange): string[] {
  return Object.entries(forms)
    .filter(([form, text]) => seen[form] !== text)
    .flatMap(([form, text]) => [
      form === 'text' ? key : `${key} (${form})`,
      ...(seen[form] ? [`  - ${JSON.stringify(seen[form])}`] : []),
      `  + ${JSON.stringify(text)}`,
    ]);
}
