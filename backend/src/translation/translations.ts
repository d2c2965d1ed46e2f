import { AppError } from '../errors.ts';
import { addLanguage } from './add-language.ts';
import { checkChange } from './check-change.ts';
import { changeTexts, type ChangeOutcome, type TextChange } from './change-texts.ts';
import { confirmTexts, type OpenTree } from './confirm-texts.ts';
import { findTranslation } from './find-translation.ts';
import type { Finding } from './finding.ts';
import { readLocales } from './read-locales.ts';
import { buildTree, type TranslationTree } from './translation-tree.ts';
import type { TranslationSettings } from './translation-settings.ts';

/** The texts in `locales/` as translators see them. Reads and writes the files themselves, which are the only truth. */
export interface Translations {
  read(): Promise<TranslationTree>;
  /** What would be wrong with a text; also what is still lacking. Throws {@link AppError} `NOT_FOUND` for an unknown key or language. */
  check(change: TextChange): Promise<Finding[]>;
  /**
   * Writes texts, and that each was made from today's English; answers for each, in the order given. Throws {@link AppError} `NOT_FOUND`
   * for an unknown key or language, before anything is written.
   */
  set(changes: readonly TextChange[]): Promise<ChangeOutcome[]>;
  /** A person confirms texts against today's English: all of a language, or those named. Returns the keys whose state was written anew. */
  accept(tag: string, keys?: readonly string[]): Promise<string[]>;
  /** A folder for a language, or what is new in English for one that is there. Returns the keys that were added, without a text yet. */
  add(tag: string): Promise<string[]>;
}

export interface TranslationsOptions {
  /** The folder of locales: `<tag>/<namespace>.json`. */
  dir: string;
  settings: TranslationSettings;
}

export function createTranslations({ dir, settings }: TranslationsOptions): Translations {
  let last: Promise<unknown> = Promise.resolve();

  /** One change at a time: each reads what the one before has written. */
  function inTurn<T>(work: (open: OpenTree) => Promise<T>): Promise<T> {
    const result = last.then(open).then(work);
    last = result.catch(() => undefined);
    return result;
  }

  async function open(): Promise<OpenTree> {
    const locales = await readLocales(dir);
    return { locales, tree: buildTree(locales, settings) };
  }

  return {
    read: async () => (await open()).tree,
    async check(change) {
      const { entry, translation } = findTranslation((await open()).tree, change);
      return checkChange(entry, change.tag, { ...translation.forms, ...change.forms });
    },
    set: (changes) => inTurn((before) => changeTexts(dir, before, { changes, reopen: open })),
    add: (tag) => inTurn(() => addLanguage(dir, settings, tag)),
    accept: (tag, keys) =>
      inTurn(async (before) => {
        const { tags, entries } = before.tree;
        if (!tags.includes(tag)) throw new AppError('NOT_FOUND', `there is no language ${tag} to accept`);
        for (const key of keys ?? []) findTranslation(before.tree, { tag, key });
        const named = entries.filter(({ key }) => keys?.includes(key) ?? true);
        return confirmTexts(dir, before, { tag, entries: named });
      }),
  };
}
