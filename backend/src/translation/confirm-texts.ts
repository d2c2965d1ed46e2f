import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import { AppError } from '../errors.ts';
import type { Forms } from './forms.ts';
import { STATE_FILE, type Locales } from './read-locales.ts';
import type { TranslationEntry, TranslationTree } from './translation-tree.ts';
import { hashForms, type StateLine } from './translation-state.ts';
import { writeStates, type StateChanges } from './write-translations.ts';

/** What was read before the change. */
export interface OpenTree {
  locales: Locales;
  tree: TranslationTree;
}

export interface Confirmation {
  tag: string;
  entries: readonly TranslationEntry[];
  /** By key, of what was not made by a person from today's English. */
  made?: ReadonlyMap<string, { draft?: boolean; madeFrom?: Forms }>;
}

/** Writes down which English texts were made from. Returns the keys whose line is another one now. */
export async function confirmTexts(
  dir: string,
  open: OpenTree,
  { tag, entries, made }: Confirmation,
): Promise<string[]> {
  const asked = entries.filter(
    ({ translations, namespace }) => Object.hasOwn(translations, tag) && !isBroken(open, tag, namespace),
  );
  const changes = asked.map(({ key, source, translations }): [string, StateLine | undefined] => {
    const { draft = false, madeFrom = source.forms } = made?.get(key) ?? {};
    const hash = hashForms(isWithin(madeFrom, source.forms) ? source.forms : madeFrom);
    return [key, translations[tag]!.state === 'missing' ? undefined : { hash, draft }];
  });
  return writeLines(dir, open, tag, new Map(changes));
}

/** A language with fewer forms has seen fewer of the English ones. */
function isWithin(seen: Forms, today: Forms): boolean {
  return Object.entries(seen).every(([form, text]) => today[form] === text);
}

/** Before English changes: what was translated from its old text, and says so nowhere yet, would count as made from the new one. */
export async function keepOldSource(dir: string, open: OpenTree, entries: readonly TranslationEntry[]): Promise<void> {
  for (const tag of open.tree.tags.filter((candidate) => candidate !== SOURCE_LOCALE)) {
    const lines = open.locales.states.get(tag);
    const unwritten = entries.filter(
      ({ key, translations }) => translations[tag]?.state === 'done' && !lines?.has(key),
    );
    const changes = unwritten.map(({ key, source }): [string, StateLine] => {
      return [key, { hash: hashForms(source.forms), draft: false }];
    });
    if (changes.length > 0) await writeLines(dir, open, tag, new Map(changes));
  }
}

async function writeLines(
  dir: string,
  { locales, tree }: OpenTree,
  tag: string,
  changes: StateChanges,
): Promise<string[]> {
  const file = `${locales.name}/${tag}/${STATE_FILE}`;
  if (locales.findings.some((finding) => finding.file === file)) {
    const hint = `Mend ${file}, or remove it: then every text counts as made from today's English.`;
    throw new AppError('BAD_REQUEST', `the state of ${tag} cannot be read`, { hint });
  }
  const known = new Set(tree.entries.map(({ key }) => key));
  const before = locales.states.get(tag) ?? new Map<string, StateLine>();
  const unread = [...before.keys()].filter((key) => isBroken({ locales }, SOURCE_LOCALE, key.split(':')[0]!));
  const keys = new Set([...known, ...unread]);
  return writeStates(dir, tag, { before, changes, keys });
}

/** Of a file that cannot be read just now nothing is known: its lines stay. */
function isBroken({ locales }: Pick<OpenTree, 'locales'>, tag: string, namespace: string): boolean {
  return locales.broken.some((file) => file.tag === tag && file.namespace === namespace);
}
