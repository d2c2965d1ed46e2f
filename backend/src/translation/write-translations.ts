import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone } from '../content/folder-scan.ts';
import { setJsonText } from './edit-json.ts';
import { compareForms, keyOf, type Forms } from './forms.ts';
import { keyOrder } from './key-order.ts';
import type { LocaleFile } from './locale-file.ts';
import { STATE_FILE } from './read-locales.ts';
import { replaceFile } from './replace-file.ts';
import type { TranslationEntry } from './translation-tree.ts';
import { printStates, type StateLine, type StateLines } from './translation-state.ts';

export interface FormsOfEntry {
  entry: Pick<TranslationEntry, 'path'>;
  /** Forms that are not named stay as they are. */
  forms: Forms;
}

/**
 * Writes texts into one file; order, formatting and every other text stay as they are. Throws {@link ContentFault} where the file is
 * broken, or a group stands where a text should.
 */
export async function writeTexts(
  dir: string,
  { tag, namespace, source }: { tag: string; namespace: string; source: LocaleFile },
  changes: FormsOfEntry[],
): Promise<void> {
  const rank = keyOrder(source);
  const path = join(dir, tag, `${namespace}.json`);
  const before = (await readIfThere(path)) ?? '{}\n';
  const after = changes.flatMap(textsOf).reduce((json, text) => setJsonText(json, { ...text, rank }), before);
  if (after !== before) await replaceFile(path, after);
}

function textsOf({ entry, forms }: FormsOfEntry): { path: string[]; text: string }[] {
  const sorted = Object.entries(forms).toSorted(([a], [b]) => compareForms(a, b));
  return sorted.map(([form, text]) => ({ path: keyOf(entry.path, form).split('.'), text }));
}

/** `undefined` takes a line away. Lines of keys that English no longer has go with it. */
export type StateChanges = ReadonlyMap<string, StateLine | undefined>;

/** Returns the keys whose line is another one now. */
export async function writeStates(
  dir: string,
  tag: string,
  { before, changes, keys }: { before: StateLines; changes: StateChanges; keys: ReadonlySet<string> },
): Promise<string[]> {
  const after = new Map(before);
  for (const [key, line] of changes) {
    if (line) after.set(key, line);
    else after.delete(key);
  }
  for (const key of after.keys()) if (!keys.has(key)) after.delete(key);
  const all = [...new Set([...before.keys(), ...after.keys()])];
  const changed = all.filter((key) => !isSameLine(before.get(key), after.get(key)));
  if (changed.length > 0) await replaceFile(join(dir, tag, STATE_FILE), printStates(after));
  return changed;
}

function isSameLine(a: StateLine | undefined, b: StateLine | undefined): boolean {
  return a?.hash === b?.hash && a?.draft === b?.draft;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
