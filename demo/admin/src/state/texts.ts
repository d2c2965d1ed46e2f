import { api, apiUrl, sendFile } from './api.ts';

/** Texts by plural form; `text` where there is none. */
export type Forms = Record<string, string>;
export const textStates = ['missing', 'draft', 'stale', 'done'] as const;
export type TextState = (typeof textStates)[number];

export interface Translation {
  forms: Forms;
  /** The forms that the language needs. */
  wanted: string[];
  state: TextState;
  file: string;
  line: number;
}

export interface TextEntry {
  key: string;
  namespace: string;
  context?: { where: string; limit?: number; sample?: Record<string, string | number> };
  english: Forms;
  translations: Record<string, Translation>;
}

export interface Language {
  tag: string;
  counts: Record<TextState, number>;
}

export interface TextList {
  languages: Language[];
  namespaces: string[];
  texts: TextEntry[];
  faults: Finding[];
  canDraft: boolean;
}

export interface Finding {
  file: string;
  line: number;
  rule: string;
  detail: string;
}

export type Outcome =
  | { kind: 'saved'; translation: Translation }
  | { kind: 'refused'; findings: Finding[] }
  | { kind: 'overtaken'; translation: Translation };

export interface TextVersion {
  id: number;
  before: Forms;
  after: Forms;
  draft: boolean;
  author: string;
  at: string;
}

/** One text in one language. */
export interface Place {
  tag: string;
  key: string;
}

const CONFLICT = 409;
const UNPROCESSABLE = 422;
/** So many texts a model drafts with one request. */
const BATCH = 20;

const url = (tag: string, rest = ''): string => apiUrl(`/translations/${encodeURIComponent(tag)}${rest}`);

export const readTexts = (tags: string[]): Promise<TextList> =>
  api('GET', apiUrl('/translations', { tags: tags.join(',') }));

/** `seen`: what stood there when the change began. */
export const saveText = ({ tag, key }: Place, forms: Forms, seen: Forms): Promise<Outcome> =>
  api('PUT', url(tag), { key, forms, seen }, [CONFLICT, UNPROCESSABLE]);

export const checkText = async ({ tag, key }: Place, forms: Forms): Promise<Finding[]> =>
  (await api<{ findings: Finding[] }>('POST', url(tag, '/check'), { key, forms })).findings;

export const confirmTexts = (tag: string, keys: string[]): Promise<unknown> =>
  api('POST', url(tag, '/confirm'), { keys });

export const readVersions = async ({ tag, key }: Place): Promise<TextVersion[]> =>
  (await api<{ versions: TextVersion[] }>('GET', `${url(tag, '/versions')}?${new URLSearchParams({ key })}`)).versions;

/** Drafts batch after batch; `tell` hears after each how many texts were tried and not taken, and answers whether to go on. */
export async function draftTexts(
  tag: string,
  keys: string[],
  tell: (progress: { tried: number; refused: number }) => boolean,
): Promise<void> {
  let refused = 0;
  for (let at = 0; at < keys.length; at += BATCH) {
    const batch = keys.slice(at, at + BATCH);
    const { drafts } = await api<{ drafts: { key: string; outcome: Outcome }[] }>('POST', url(tag, '/drafts'), {
      keys: batch,
    });
    refused += batch.length - drafts.filter(({ outcome }) => outcome.kind === 'saved').length;
    if (!tell({ tried: Math.min(at + BATCH, keys.length), refused })) return;
  }
}

/** What people see of a text, as graphemes. */
export function visibleLength(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}

const PLACEHOLDER = /\{\{-?\s*([\w.]+)\s*(?:,[^{}]*)?\}\}/g;

export function placeholdersOf(forms: Forms): string[] {
  return [...new Set(Object.values(forms).flatMap((text) => [...text.matchAll(PLACEHOLDER)].map((match) => match[0])))];
}

export function fillSamples(text: string, sample: Record<string, string | number> = {}): string {
  return text.replace(PLACEHOLDER, (_, name: string) => String(sample[name] ?? name));
}

/** A few numbers that take this form: `few` of Russian → 2, 3, 4. */
export function numbersOf(tag: string, form: string): string {
  const isOrdinal = form.startsWith('ordinal_');
  const rules = new Intl.PluralRules(tag, { type: isOrdinal ? 'ordinal' : 'cardinal' });
  const wanted = isOrdinal ? form.slice('ordinal_'.length) : form;
  const candidates = [...Array.from({ length: 31 }, (_, number) => number), 100, 1.5, 1_000_000];
  return candidates
    .filter((number) => rules.select(number) === wanted)
    .slice(0, 4)
    .join(', ');
}

/** Each language in the language of the console. */
export function languageName(tag: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
}

export const isRightToLeft = (tag: string): boolean => /^(ar|he|fa|ur)\b/i.test(tag);

/** As `backend/src/translation/transfer/` knows them. */
export const transferFormats = [
  { name: 'csv', label: 'CSV', extensions: ['.csv'] },
  { name: 'xliff', label: 'XLIFF', extensions: ['.xlf', '.xliff'] },
  { name: 'po', label: 'PO', extensions: ['.po'] },
] as const;

export interface ImportPlan {
  changes: { key: string; forms: Forms; seen?: Forms }[];
  confirmed: string[];
  unchanged: number;
  refused: (Finding & { key: string })[];
}

export const exportUrl = (tag: string, format: string): string => `${url(tag, '/export')}?format=${format}`;

/** `dryRun`: only says what it would come to. */
export function takeIn(tag: string, file: File, { dryRun = false } = {}): Promise<ImportPlan> {
  return sendFile(`${url(tag, '/import')}?format=${formatOfFile(file.name)}&dryRun=${dryRun}`, file);
}

function formatOfFile(name: string): string {
  const extension = name.slice(name.lastIndexOf('.')).toLowerCase();
  return transferFormats.find(({ extensions }) => (extensions as readonly string[]).includes(extension))?.name ?? 'csv';
}

export const addLanguage = (tag: string): Promise<{ added: string[] }> => api('POST', apiUrl('/translations'), { tag });

/** A text that a language lacked when somebody was spoken with in it. */
export interface Miss {
  tag: string;
  key: string;
  count: number;
  lastAt: string;
}

export const readMisses = async (): Promise<Miss[]> =>
  (await api<{ misses: Miss[] }>('GET', apiUrl('/locale-log', { limit: 200 }))).misses;

export const clearMisses = (): Promise<void> => api('DELETE', apiUrl('/locale-log'));
