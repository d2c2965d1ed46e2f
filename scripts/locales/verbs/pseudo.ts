import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { SOURCE_LOCALE } from '../../../backend/src/content/locale-tag.ts';
import { wantedForms } from '../../../backend/src/translation/forms.ts';
import type { TextContext } from '../../../backend/src/translation/text-context.ts';
import type { TranslationEntry } from '../../../backend/src/translation/translation-tree.ts';
import { readLocales } from '../../../backend/src/translation/read-locales.ts';
import { writeTexts } from '../../../backend/src/translation/write-translations.ts';
import { accentText, mirrorText } from '../pseudo-text.ts';
import { sourceForm } from '../../../backend/src/translation/transfer/transfer-texts.ts';
import { UsageError, type Verb } from '../verb.ts';

/** The tags that CLDR keeps for this. */
const PSEUDO: Record<string, (text: string, context?: TextContext) => string> = {
  'en-XA': (text, context) => accentText(text, context?.limit),
  'ar-XB': (text) => mirrorText(text),
};
const OUT = 'tests/output/pseudo-locales';

export const pseudo: Verb = {
  name: 'pseudo',
  usage: '[--out <folder>]',
  summary: 'A copy of the locales with two invented languages, to see what is cut, fixed or not mirrored',
  details: [
    'en-XA  accented, and 40 % longer as far as its place allows',
    'ar-XB  English from right to left, in the plural forms of Arabic',
    `--out  the folder to make anew, ${OUT} where none is named; never locales/, for they are not shipped`,
    'Look at them with LOCALES_DIR=<folder> npm start and <agent-chat locale="en-XA">.',
  ],
  options: { out: { type: 'string' } },
  async run({ root, dir, translations, values }) {
    const out = resolve(root, typeof values.out === 'string' ? values.out : OUT);
    if (!relative(dir, out).startsWith('..') || !relative(out, dir).startsWith('..')) {
      throw new UsageError(`--out ${out} may neither hold nor lie in ${dir}`);
    }
    if (!(await isOurs(out)))
      throw new UsageError(`--out ${out} holds something else: name a folder that is empty or new`);
    const { entries } = await translations.read();
    await rm(out, { recursive: true, force: true });
    await cp(dir, out, { recursive: true });
    for (const tag of Object.keys(PSEUDO)) await writeLanguage(out, tag, entries);
    const tags = Object.keys(PSEUDO);
    return {
      text: `${out}: ${tags.join(', ')}, ${entries.length} texts each`,
      data: { out, tags, texts: entries.length },
    };
  },
};

/** Whether it may be made anew: nothing is there, or what an earlier call has left. */
async function isOurs(out: string): Promise<boolean> {
  const names = await readdir(out).catch((): string[] => []);
  return names.length === 0 || Object.keys(PSEUDO).every((tag) => names.includes(tag));
}

async function writeLanguage(out: string, tag: string, entries: readonly TranslationEntry[]): Promise<void> {
  const { files } = await readLocales(out);
  await mkdir(join(out, tag), { recursive: true });
  for (const [namespace, own] of Map.groupBy(entries, (entry) => entry.namespace)) {
    const source = files.find((file) => file.tag === SOURCE_LOCALE && file.namespace === namespace)!;
    const changes = own.map((entry) => ({ entry, forms: pseudoForms(tag, entry) }));
    await writeTexts(out, { tag, namespace, source }, changes);
  }
}

function pseudoForms(tag: string, { source, context }: TranslationEntry): Record<string, string> {
  const change = context?.shown === false ? (text: string) => text : PSEUDO[tag]!;
  const forms = wantedForms(tag, source.forms);
  return Object.fromEntries(
    forms.map((form) => [form, change(source.forms[sourceForm(source.forms, form)]!, context)]),
  );
}
