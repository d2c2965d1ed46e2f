import { SOURCE_LOCALE } from '../content/locale-tag.ts';
import type { Finding } from './finding.ts';
import { compareForms, formOf, wantedForms, type Forms } from './forms.ts';
import type { LocaleFile } from './locale-file.ts';
import { groupPlurals } from './plural-key.ts';
import type { Locales } from './read-locales.ts';
import type { TextContext } from './text-context.ts';
import { isAskedOf, type TranslationSettings } from './translation-settings.ts';
import { hashForms, type StateLine, type TranslationState } from './translation-state.ts';

/** The text of one key in one language. */
export interface Translation {
  forms: Forms;
  /** The forms that this language needs, in their order; it may have `zero` beside them. */
  wanted: string[];
  state: TranslationState;
  /** Where it stands, or would have to. */
  file: string;
  line: number;
}

/** One key, as code asks for it, in all languages. */
export interface TranslationEntry {
  /** `widget:composer.left`, without a plural ending. */
  key: string;
  namespace: string;
  /** `composer.left` */
  path: string;
  context?: TextContext;
  source: Translation;
  /** By tag. A language that is not asked for this namespace is not in it. */
  translations: Readonly<Record<string, Translation>>;
}

export interface TranslationTree {
  /** All languages but English. */
  tags: string[];
  namespaces: string[];
  /** In the order of the English files. */
  entries: TranslationEntry[];
  /** Files that cannot be read: what stands in them is not in the tree. */
  findings: Finding[];
}

export function buildTree(locales: Locales, settings: TranslationSettings): TranslationTree {
  const sources = locales.files.filter(({ tag }) => tag === SOURCE_LOCALE);
  const tags = locales.tags.filter((tag) => tag !== SOURCE_LOCALE);
  const entries = sources.flatMap((source) => {
    const asked = tags.filter((tag) => isAskedOf(tag, source.namespace, settings));
    const files = new Map(asked.map((tag) => [tag, fileOf(locales, tag, source)]));
    return [...groupPlurals(source.texts.keys())].map(([path, keys]) =>
      buildEntry({ locales, source, files, path, keys }),
    );
  });
  return { tags, namespaces: sources.map(({ namespace }) => namespace), entries, findings: locales.findings };
}

interface EntrySource {
  locales: Locales;
  source: LocaleFile;
  files: ReadonlyMap<string, GroupedFile>;
  path: string;
  keys: string[];
}

interface GroupedFile {
  file: LocaleFile;
  keys: ReadonlyMap<string, string[]>;
}

function buildEntry({ locales, source, files, path, keys }: EntrySource): TranslationEntry {
  const key = `${source.namespace}:${path}`;
  const english = formsIn(source, keys);
  const hash = hashForms(english);
  const translations = [...files].map(([tag, { file, keys: grouped }]): [string, Translation] => {
    const forms = formsIn(file, grouped.get(path) ?? []);
    const wanted = wantedForms(tag, english);
    const state = stateOf({ forms, wanted, hash, line: locales.states.get(tag)?.get(key) });
    return [tag, { forms, wanted, state, file: file.file, line: file.lineOf(grouped.get(path)?.[0] ?? path) }];
  });
  const own = { forms: english, wanted: wantedForms(SOURCE_LOCALE, english), file: source.file };
  return {
    key,
    namespace: source.namespace,
    path,
    context: locales.context?.contexts.get(key),
    source: { ...own, state: 'done', line: source.lineOf(keys[0]!) },
    translations: Object.fromEntries(translations),
  };
}

interface StateSource {
  forms: Forms;
  wanted: string[];
  /** Of today's English. */
  hash: string;
  line?: StateLine;
}

function stateOf({ forms, wanted, hash, line }: StateSource): TranslationState {
  if (wanted.some((form) => (forms[form] ?? '').trim() === '')) return 'missing';
  if (line?.draft) return 'draft';
  return line && line.hash !== hash ? 'stale' : 'done';
}

function formsIn(file: LocaleFile, keys: string[]): Forms {
  const forms = keys.map((key): [string, string] => [formOf(key), file.texts.get(key)!]);
  return Object.fromEntries(forms.toSorted(([a], [b]) => compareForms(a, b)));
}

function fileOf({ files, name }: Locales, tag: string, { namespace }: LocaleFile): GroupedFile {
  const found = files.find((file) => file.tag === tag && file.namespace === namespace);
  const file = found ?? absentFile({ tag, namespace, file: `${name}/${tag}/${namespace}.json` });
  return { file, keys: groupPlurals(file.texts.keys()) };
}

/** A file that is still to be written. */
export function absentFile(place: { tag: string; namespace: string; file: string }): LocaleFile {
  return { ...place, texts: new Map(), groups: new Set(), broken: new Set(), lineOf: () => 1 };
}
