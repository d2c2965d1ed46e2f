import { z } from 'zod';
import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import { AppError } from '../errors.ts';
import type { TextChange } from './change-texts.ts';
import type { Forms } from './forms.ts';
import type { TranslationEntry } from './translation-tree.ts';

/** Asks a model once and answers with its whole text. Throws {@link AppError} where it fails. */
export type AskModel = (prompt: { system: string; user: string }, signal: AbortSignal) => Promise<string>;

/** So many texts fit one answer with room to spare. */
export const MOST_DRAFTS = 20;

const SYSTEM = `You translate the texts of a chat on a website. You are a native speaker of the target language and write as good chats in it do: polite, friendly, short.
Each text comes with where it stands, and perhaps with how many visible characters fit (limit) and sample values.
Keep every {{placeholder}} as it is, and Markdown marks. Write no HTML. Write every plural form in "forms".
Answer with JSON alone: {"texts": {"<key>": {"<form>": "<text>"}}}.`;

const answer = z.object({ texts: z.record(z.string(), z.record(z.string(), z.string())) });

/** What a model makes of texts in one language, to be checked and confirmed. A text that it leaves out is not in the answer. */
export async function draftTexts(
  ask: AskModel,
  { tag, entries }: { tag: string; entries: readonly TranslationEntry[] },
  signal: AbortSignal,
): Promise<TextChange[]> {
  const language = new Intl.DisplayNames([SOURCE_LOCALE], { type: 'language' }).of(tag);
  const texts = Object.fromEntries(entries.map((entry) => [entry.key, taskOf(entry, tag)]));
  const user = `Target language: ${language} (${tag})\n${JSON.stringify({ texts }, null, 1)}`;
  const drafts = readAnswer(await ask({ system: SYSTEM, user }, signal));
  return entries.flatMap(({ key, translations }) => {
    const wanted = translations[tag]!.wanted;
    const forms = Object.entries(drafts.get(key) ?? {}).filter(([form]) => wanted.includes(form));
    return forms.length > 0 ? [{ tag, key, forms: Object.fromEntries(forms), draft: true }] : [];
  });
}

function taskOf({ source, context, translations }: TranslationEntry, tag: string): object {
  const { wanted, forms } = translations[tag]!;
  const before = Object.values(forms).some((text) => text.trim() !== '') ? forms : undefined;
  return { english: source.forms, ...context, forms: wanted, before };
}

function readAnswer(text: string): Map<string, Forms> {
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  try {
    return new Map(Object.entries(answer.parse(JSON.parse(json)).texts));
  } catch (cause) {
    const hint = 'Try again, with fewer texts or another model.';
    throw new AppError('UNSUPPORTED', 'the model did not answer in the form asked for', { hint, cause });
  }
}
