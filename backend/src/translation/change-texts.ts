import { ContentFault } from '../content/content-kind.ts';
import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import { checkChange } from './check-change.ts';
import { confirmTexts, keepOldSource, type OpenTree } from './confirm-texts.ts';
import { findTranslation } from './find-translation.ts';
import { isIncomplete, type Finding } from './finding.ts';
import type { Forms } from './forms.ts';
import type { Translation, TranslationEntry, TranslationTree } from './translation-tree.ts';
import { writeTexts } from './write-translations.ts';

/** A new text for one key in one language. */
export interface TextChange {
  tag: string;
  /** `widget:composer.left`, without a plural ending. */
  key: string;
  /** Forms that are not named stay as they are; an empty text is one that is still to come. */
  forms: Forms;
  /** The English that its author had before him. Where it says something else today, the text is stale at once. */
  madeFrom?: Forms;
  /** A machine wrote it: to be confirmed by a person. */
  draft?: boolean;
  /** What its author had before him. Where something else stands there now, nothing is written. */
  seen?: Forms;
}

export type ChangeOutcome =
  | { kind: 'saved'; translation: Translation; before: Forms }
  /** Nothing was written: the text would break something. */
  | { kind: 'refused'; findings: Finding[] }
  /** Nothing was written: somebody else has changed it in the meantime, to this. */
  | { kind: 'overtaken'; translation: Translation };

interface Judged {
  change: TextChange;
  entry: TranslationEntry;
  /** What stood there. */
  before: Forms;
  /** Undefined: it may be written. */
  outcome?: ChangeOutcome;
}

export interface ChangeTexts {
  changes: readonly TextChange[];
  reopen: () => Promise<OpenTree>;
}

export async function changeTexts(
  dir: string,
  open: OpenTree,
  { changes, reopen }: ChangeTexts,
): Promise<ChangeOutcome[]> {
  const judged = changes.map((change) => judgeChange(open.tree, change));
  const english = waiting(judged).filter(({ change }) => change.tag === SOURCE_LOCALE);
  await keepOldSource(
    dir,
    open,
    english.map(({ entry }) => entry),
  );
  for (const own of Map.groupBy(waiting(judged), ({ change, entry }) => `${change.tag} ${entry.namespace}`).values()) {
    await writeFileOf(dir, open, own);
  }
  const written = await reopen();
  const byTag = Map.groupBy(waiting(judged), ({ change }) => change.tag);
  for (const [tag, own] of byTag) {
    if (tag === SOURCE_LOCALE) continue;
    const made = new Map(own.map(({ change, entry }) => [entry.key, change]));
    const entries = written.tree.entries.filter(({ key }) => made.has(key));
    await confirmTexts(dir, written, { tag, entries, made });
  }
  const { tree } = await reopen();
  return judged.map(({ change, before, outcome }) => outcome ?? savedAs(tree, change, before));
}

function judgeChange(tree: TranslationTree, change: TextChange): Judged {
  const { entry, translation } = findTranslation(tree, change);
  const before = translation.forms;
  if (change.seen && !isSame(change.seen, before)) {
    return { change, entry, before, outcome: { kind: 'overtaken', translation } };
  }
  const findings = checkChange(entry, change.tag, { ...before, ...change.forms });
  const faults = findings.filter((finding) => change.tag === SOURCE_LOCALE || !isIncomplete(finding));
  return { change, entry, before, outcome: faults.length > 0 ? { kind: 'refused', findings: faults } : undefined };
}

function waiting(judged: Judged[]): Judged[] {
  return judged.filter(({ outcome }) => !outcome);
}

async function writeFileOf(dir: string, open: OpenTree, judged: Judged[]): Promise<void> {
  const [{ change, entry }] = judged as [Judged];
  const { tag } = change;
  const { namespace } = entry;
  const source = open.locales.files.find((file) => file.tag === SOURCE_LOCALE && file.namespace === namespace)!;
  const forms = judged.map((one) => ({ entry: one.entry, forms: one.change.forms }));
  try {
    await writeTexts(dir, { tag, namespace, source }, forms);
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error;
    for (const one of judged) one.outcome = { kind: 'refused', findings: [brokenFile(open, one, error)] };
  }
}

function brokenFile({ locales }: OpenTree, { change, entry }: Judged, fault: ContentFault): Finding {
  const file = `${locales.name}/${change.tag}/${entry.namespace}.json`;
  return { file, line: fault.line ?? 1, rule: 'broken', key: entry.path, detail: fault.message };
}

function savedAs(tree: TranslationTree, change: TextChange, before: Forms): ChangeOutcome {
  return { kind: 'saved', translation: findTranslation(tree, change).translation, before };
}

function isSame(a: Forms, b: Forms): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((form) => a[form] === b[form]);
}
