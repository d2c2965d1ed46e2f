import { AppError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { ChangeOutcome, TextChange } from './change-texts.ts';
import { findTranslation } from './find-translation.ts';
import { draftTexts, type AskModel } from './draft-texts.ts';
import { addTextVersions, listTextVersions, type NewTextVersion, type TextVersion } from './text-version-store.ts';
import { planReturned } from './hand-over.ts';
import { carryOut } from './transfer/carry-out.ts';
import type { ImportPlan } from './transfer/plan-import.ts';
import type { Translations } from './translations.ts';

/** Where people edit texts: the files, with a memory of who changed what. */
export interface TextDesk extends Pick<Translations, 'read' | 'check' | 'accept' | 'add'> {
  /** As {@link Translations.set}; what was saved is remembered with its author. */
  change(changes: readonly TextChange[], author: string): Promise<ChangeOutcome[]>;
  /** Takes in a file that came back from a translator; `dryRun`: only says what it would come to. Throws {@link AppError} for what is no such file. */
  takeIn(file: HandedIn, author: string): Promise<ImportPlan>;
  /** Whether a model is there that can draft. */
  canDraft: boolean;
  /** A model writes texts of one language; answers for those it wrote. Throws {@link AppError} where there is no model, or it fails. */
  draft(text: { tag: string; keys: readonly string[] }, author: string, signal: AbortSignal): Promise<Drafted[]>;
  /** The newest first. */
  versions(text: { tag: string; key: string }): Promise<TextVersion[]>;
}

export interface HandedIn {
  tag: string;
  format: string;
  bytes: Uint8Array;
  dryRun?: boolean;
}

export interface Drafted {
  key: string;
  outcome: ChangeOutcome;
}

export interface TextDeskOptions {
  translations: Translations;
  database: Database;
  askModel?: AskModel;
  /** Called with what was saved, once it stands in its file. */
  changed(texts: { tag: string; key: string }[]): void;
}

export function createTextDesk({ translations, database, askModel, changed }: TextDeskOptions): TextDesk {
  async function change(changes: readonly TextChange[], author: string): Promise<ChangeOutcome[]> {
    const outcomes = await translations.set(changes);
    const versions = outcomes.flatMap((outcome, place): NewTextVersion[] => {
      const { tag, key, draft = false } = changes[place]!;
      if (outcome.kind !== 'saved') return [];
      return [{ tag, key, before: outcome.before, after: outcome.translation.forms, draft, author }];
    });
    if (versions.length > 0) await database.write((trx) => addTextVersions(trx, versions));
    changed(versions.map(({ tag, key }) => ({ tag, key })));
    return outcomes;
  }

  async function accept(tag: string, keys?: readonly string[]): Promise<string[]> {
    const accepted = await translations.accept(tag, keys);
    changed(accepted.map((key) => ({ tag, key })));
    return accepted;
  }

  return {
    change,
    accept,
    canDraft: askModel !== undefined,
    read: translations.read,
    check: translations.check,
    add: translations.add,
    async takeIn({ dryRun, ...file }, author) {
      const plan = await planReturned(await translations.read(), file);
      if (dryRun) return plan;
      return carryOut(plan, { set: (changes) => change(changes, author), accept });
    },
    async draft({ tag, keys }, author, signal) {
      if (!askModel) throw noModel();
      const tree = await translations.read();
      const entries = keys.map((key) => findTranslation(tree, { tag, key }).entry);
      const changes = await draftTexts(askModel, { tag, entries }, signal);
      const outcomes = await change(changes, author);
      return changes.map(({ key }, place) => ({ key, outcome: outcomes[place]! }));
    },
    versions: (text) => listTextVersions(database.read, text),
  };
}

function noModel(): AppError {
  const hint = 'Set OPENAI_API_KEY, or OPENAI_BASE_URL for a local server.';
  return new AppError('UNSUPPORTED', 'There is no model that could draft', { hint });
}
