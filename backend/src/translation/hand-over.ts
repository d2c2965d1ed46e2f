import { isSameLanguage, SOURCE_LOCALE } from '../content/locale-tag.ts';
import { AppError } from '../errors.ts';
import type { ImportPlan } from './transfer/plan-import.ts';
import type { TranslationTree } from './translation-tree.ts';

export interface Handover {
  tag: string;
  /** `csv`, `xliff` or `po`. */
  format: string;
}

/** The texts of a language as a file for a translator's tool. Throws {@link AppError} for an unknown language or format. */
export async function handOut(
  tree: TranslationTree,
  { tag, format }: Handover,
): Promise<{ text: string; extension: string }> {
  checkTag(tree, tag);
  const [{ write, extensions }, { transferTexts }] = await Promise.all([
    formatNamed(format),
    import('./transfer/transfer-texts.ts'),
  ]);
  return { text: write({ tag, texts: transferTexts(tree, tag) }), extension: extensions[0]! };
}

/** What taking in a file comes to that came back. Throws {@link AppError} for what is no such file. */
export async function planReturned(
  tree: TranslationTree,
  { tag, format, bytes }: Handover & { bytes: Uint8Array },
): Promise<ImportPlan> {
  checkTag(tree, tag);
  const [{ read }, { planImport }, { TransferFault }] = await Promise.all([
    formatNamed(format),
    import('./transfer/plan-import.ts'),
    import('./transfer/transfer-format.ts'),
  ]);
  try {
    const returned = read(bytes, tag);
    // Tools add a country of their own: `ru-RU`.
    if (returned.tag !== undefined && !isSameLanguage(returned.tag, tag)) {
      throw new AppError('BAD_REQUEST', `the file is in ${returned.tag}, not in ${tag}`);
    }
    return planImport(tree, { file: `${tag}.${format}`, tag, texts: returned.texts });
  } catch (error) {
    if (error instanceof TransferFault) throw new AppError('BAD_REQUEST', `line ${error.line}: ${error.message}`);
    throw error;
  }
}

/** Their libraries are read with the first need: most servers never hand a file over. */
async function formatNamed(name: string) {
  const { formats } = await import('./transfer/index.ts');
  const format = formats.find((candidate) => candidate.name === name);
  if (format) return format;
  throw new AppError('BAD_REQUEST', `there is no format ${name}, only ${formats.map((each) => each.name).join(', ')}`);
}

function checkTag({ tags }: TranslationTree, tag: string): void {
  if (tag === SOURCE_LOCALE)
    throw new AppError('BAD_REQUEST', 'English is the source: it is translated from, not into');
  if (!tags.includes(tag)) throw new AppError('NOT_FOUND', `there is no language ${tag}`);
}
