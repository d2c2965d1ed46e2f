import { writeFile } from 'node:fs/promises';
import { SOURCE_LOCALE } from '../../../backend/src/content/locale-tag.ts';
import type { TranslationTree } from '../../../backend/src/translation/translation-tree.ts';
import type { TranslationState } from '../../../backend/src/translation/translation-state.ts';
import { formats } from '../../../backend/src/translation/transfer/index.ts';
import { transferTexts } from '../../../backend/src/translation/transfer/transfer-texts.ts';
import { UsageError, type Verb, type VerbCall } from '../verb.ts';

const STATES: readonly string[] = ['missing', 'draft', 'stale', 'done'] satisfies TranslationState[];
const NAMES = formats.map(({ name }) => name);

export const exportTexts: Verb = {
  name: 'export',
  usage: '--lang <tag> --format csv|xliff|po [--out <file>] [--state missing,stale,draft]',
  summary: 'The texts of a language as a file for a translator’s tool or a spreadsheet',
  details: [
    '--out    where the file goes; without it, to stdout',
    '--state  only texts in these states; without it, all of them',
  ],
  options: {
    lang: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    state: { type: 'string' },
  },
  async run(call) {
    const { translations, values } = call;
    const format = formats.find(({ name }) => name === values.format);
    if (!format)
      throw new UsageError(`expected --format ${NAMES.join(', ')}, found ${String(values.format ?? 'none')}`);
    const tree = await translations.read();
    const tag = languageOf(tree, values.lang);
    const texts = transferTexts(tree, tag, statesOf(call));
    const file = format.write({ tag, texts });
    if (typeof values.out !== 'string') return { text: file, data: { tag, format: format.name, file }, isFile: true };
    await writeFile(values.out, file);
    return { text: `${values.out}: ${texts.length} texts`, data: { tag, format: format.name, texts: texts.length } };
  },
};

/** Throws {@link UsageError} unless it is a language that is translated into. */
export function languageOf({ tags }: TranslationTree, tag: VerbCall['values'][string]): string {
  if (tag === undefined) throw new UsageError(`expected --lang ${tags.join(', ')}`);
  if (tag === SOURCE_LOCALE) throw new UsageError('English is the source: it is translated from, not into');
  if (typeof tag !== 'string' || !tags.includes(tag)) {
    throw new UsageError(`there is no language ${String(tag)}; npm run locales -- add ${String(tag)} makes its folder`);
  }
  return tag;
}

function statesOf({ values }: VerbCall): TranslationState[] | undefined {
  if (typeof values.state !== 'string') return undefined;
  const states = values.state.split(',').map((state) => state.trim());
  const unknown = states.filter((state) => !STATES.includes(state));
  if (unknown.length > 0) throw new UsageError(`there is no state ${unknown.join(', ')}, only ${STATES.join(', ')}`);
  return states as TranslationState[];
}
