import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createTranslations } from '../../backend/src/translation/translations.ts';
import { readLocales } from '../../backend/src/translation/read-locales.ts';
import { AppError } from '../../backend/src/errors.ts';
import { describeVerb, describeVerbs } from './help.ts';
import { localeSettings } from './settings.ts';
import { UsageError, type Verb, type VerbResult } from './verb.ts';
import { check } from './verbs/check.ts';
import { verbs } from './verbs/index.ts';

export interface LocalesOutcome {
  exitCode: 0 | 1 | 2;
  /** For stdout. */
  output?: string;
  /** For stderr. */
  complaint?: string;
}

const COMMON = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  root: { type: 'string' },
} as const;

/** Without a verb: `check`. */
export async function runLocales(args: string[], { root }: { root: string }): Promise<LocalesOutcome> {
  const named = args[0] !== undefined && !args[0].startsWith('-');
  const verb = named ? verbs.find(({ name }) => name === args[0]) : check;
  try {
    if (!verb) throw new UsageError(`there is no verb ${args[0]}, only ${verbs.map(({ name }) => name).join(', ')}`);
    return await runVerb(verb, named ? args.slice(1) : args, { root, isNamed: named });
  } catch (error) {
    return complain(error, verb);
  }
}

async function runVerb(
  verb: Verb,
  args: string[],
  { root: ownRoot, isNamed }: { root: string; isNamed: boolean },
): Promise<LocalesOutcome> {
  const { values, positionals } = readArguments(verb, args);
  if (values.help) return { exitCode: 0, output: isNamed ? describeVerb(verb) : describeVerbs(verbs) };
  const root = typeof values.root === 'string' ? resolve(values.root) : ownRoot;
  const dir = join(root, 'locales');
  if (verb !== check) await refuseBroken(dir);
  const translations = createTranslations({ dir, settings: localeSettings });
  const result = await verb.run({ root, dir, settings: localeSettings, translations, positionals, values });
  return { exitCode: result.hasFindings ? 1 : 0, output: print(result, values.json === true) };
}

/** What cannot be read would count as missing: status would lie, and what is written would lose its states and explanations. */
async function refuseBroken(dir: string): Promise<void> {
  const { findings } = await readLocales(dir);
  const broken = findings.find(({ key }) => key === '');
  if (!broken) return;
  const message = `${broken.file}:${broken.line} cannot be read: ${broken.detail}`;
  throw new AppError('BAD_REQUEST', message, { hint: 'Mend the file.' });
}

function readArguments({ options }: Verb, args: string[]) {
  try {
    return parseArgs({ args, options: { ...options, ...COMMON }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function print({ text, data, isFile }: VerbResult, json: boolean): string {
  if (json) return `${JSON.stringify(data, null, 2)}\n`;
  return isFile ? text : `${text}\n`;
}

function complain(error: unknown, verb: Verb | undefined): LocalesOutcome {
  if (error instanceof AppError) {
    return { exitCode: 2, complaint: `locales: ${error.message}${error.hint ? `. ${error.hint}` : ''}\n` };
  }
  if (isOfFiles(error)) return { exitCode: 2, complaint: `locales: ${error.message}\n` };
  if (!(error instanceof UsageError)) throw error;
  const help = verb ? `npm run locales -- ${verb.name} --help` : 'npm run locales -- --help';
  return { exitCode: 2, complaint: `locales: ${error.message}. See ${help}\n` };
}

/** A file or folder that is not there, or may not be read or written. */
function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
