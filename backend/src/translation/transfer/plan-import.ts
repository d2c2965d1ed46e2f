import type { TextChange } from '../change-texts.ts';
import { checkChange } from '../check-change.ts';
import { isIncomplete, type Finding } from '../finding.ts';
import { formOf, type Forms } from '../forms.ts';
import type { Translation, TranslationEntry, TranslationTree } from '../translation-tree.ts';
import type { ReturnedText } from './transfer-format.ts';
import { sourceForm } from './transfer-texts.ts';

/** What taking a file in comes to, before anything is written. */
export interface ImportPlan {
  /** Where it comes from, as findings name it. */
  file: string;
  tag: string;
  changes: TextChange[];
  /** Keys whose text is as it was, and which the translator has confirmed. */
  confirmed: string[];
  /** Keys that are as they were, or for which the file has no text. */
  unchanged: number;
  /** Why texts are left out, with their line in the file that came back. */
  refused: Finding[];
}

export interface ImportSource {
  /** As findings name it. */
  file: string;
  tag: string;
  texts: readonly ReturnedText[];
  /** Everything in it was written by a machine. */
  isDraft?: boolean;
}

export function planImport(tree: TranslationTree, source: ImportSource): ImportPlan {
  const { file, tag } = source;
  const plan: ImportPlan = { file, tag, changes: [], confirmed: [], unchanged: 0, refused: [] };
  const entries = new Map(tree.entries.map((entry) => [entry.key, entry]));
  for (const [key, texts] of Map.groupBy(source.texts, (text) => text.key)) {
    const entry = entries.get(key);
    const translation = entry?.translations[source.tag];
    if (entry && translation) planKey(plan, source, { entry, translation, texts });
    else
      plan.refused.push(
        refusal(source, texts[0]!, entry ? `${source.tag} is not asked for it` : 'English has no such key'),
      );
  }
  return plan;
}

interface ReturnedKey {
  entry: TranslationEntry;
  translation: Translation;
  texts: ReturnedText[];
}

function planKey(plan: ImportPlan, source: ImportSource, returned: ReturnedKey): void {
  const { entry, translation, texts } = returned;
  const twice = texts.find((text, index) => texts.findIndex(({ form }) => form === text.form) < index);
  if (twice)
    return void plan.refused.push({ ...refusal(source, twice, 'it stands in the file twice'), rule: 'broken' });
  const written = texts.filter(({ target }) => target.trim() !== '');
  const forms: Forms = Object.fromEntries(written.map(({ form, target }) => [form, target]));
  if (written.every(({ form, target }) => translation.forms[form] === target)) {
    if (isConfirmed(returned)) plan.confirmed.push(entry.key);
    else plan.unchanged++;
    return;
  }
  const faults = checkChange(entry, source.tag, { ...translation.forms, ...forms }).filter(
    (fault) => !isIncomplete(fault),
  );
  if (faults.length > 0) return void plan.refused.push(...faults.map((fault) => relocate(source, fault, texts)));
  const draft = source.isDraft || texts.some(({ state }) => state === 'draft');
  const madeFrom = englishOf(returned);
  plan.changes.push({ tag: source.tag, key: entry.key, forms, draft, madeFrom, seen: translation.forms });
}

/** Only against today's English, and only where there was something to confirm. */
function isConfirmed({ entry, translation: { state }, texts }: ReturnedKey): boolean {
  if (state !== 'draft' && state !== 'stale') return false;
  const english = englishOf({ entry, texts });
  return (
    texts.every((text) => text.state === 'done') &&
    Object.entries(english).every(([form, text]) => entry.source.forms[form] === text)
  );
}

/** The English that the translator had before him. */
function englishOf({ entry, texts }: Pick<ReturnedKey, 'entry' | 'texts'>): Forms {
  return Object.fromEntries(texts.map(({ form, source }) => [sourceForm(entry.source.forms, form), source]));
}

function refusal({ file }: ImportSource, { line, key }: ReturnedText, detail: string): Finding {
  return { file, line, rule: 'unknown', key, detail };
}

/** To the line of the file that came back. */
function relocate({ file }: ImportSource, fault: Finding, texts: ReturnedText[]): Finding {
  const text = texts.find(({ form }) => form === formOf(fault.key)) ?? texts[0]!;
  return { ...fault, file, line: text.line, key: `${text.key.split(':')[0]}:${fault.key}` };
}
