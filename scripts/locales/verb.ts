import type { parseArgs } from 'node:util';
import type { Translations } from '../../backend/src/translation/translations.ts';
import type { LocaleSettings } from './settings.ts';

/** One thing that `npm run locales` does. */
export interface Verb {
  name: string;
  /** What follows the name, for `--help`. */
  usage: string;
  /** One line for the list of verbs. */
  summary: string;
  /** Further lines for `--help` of this verb: what each option does. */
  details?: string[];
  options?: NonNullable<Parameters<typeof parseArgs>[0]>['options'];
  /** Throws {@link UsageError} when it was called in a wrong way. */
  run(call: VerbCall): Promise<VerbResult>;
}

export interface VerbCall {
  /** Of the repository. */
  root: string;
  /** `<root>/locales` */
  dir: string;
  settings: LocaleSettings;
  translations: Translations;
  positionals: string[];
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
}

export interface VerbResult {
  /** For people. */
  text: string;
  /** For programs, with `--json`. */
  data: unknown;
  /** Something is to be mended: exit code 1. */
  hasFindings?: boolean;
  /** `text` is a file that goes to another program: no line end is added. */
  isFile?: boolean;
}

/** Called in a wrong way: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The one argument of a verb. */
export function onlyArgument({ positionals }: VerbCall, name: string): string {
  if (positionals.length !== 1) throw new UsageError(`expected one ${name}, found ${positionals.length}`);
  return positionals[0]!;
}
