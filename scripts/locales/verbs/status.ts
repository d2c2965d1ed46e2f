import type { Translation, TranslationTree } from '../../../backend/src/translation/translation-tree.ts';
import type { TranslationState } from '../../../backend/src/translation/translation-state.ts';
import { printTable } from '../print-table.ts';
import { UsageError, type Verb } from '../verb.ts';

const STATES: readonly TranslationState[] = ['missing', 'draft', 'stale', 'done'];

interface Count extends Record<TranslationState, number> {
  tag: string;
  /** `*` is all of them. */
  namespace: string;
  texts: number;
  /** Texts that people can read in their language, confirmed or not. */
  complete: number;
}

interface OpenText extends Pick<Translation, 'state' | 'file' | 'line'> {
  tag: string;
  key: string;
}

export const status: Verb = {
  name: 'status',
  usage: '[tag …] [--list] [--strict]',
  summary: 'How complete each language is, and what is stale or a draft',
  details: [
    '--list    each text that is not done, with its file and line',
    '--strict  exit code 1 where a text is not done',
  ],
  options: { list: { type: 'boolean' }, strict: { type: 'boolean' } },
  async run({ translations, positionals, values }) {
    const tree = await translations.read();
    const unknown = positionals.filter((tag) => !tree.tags.includes(tag));
    if (unknown.length > 0) throw new UsageError(`there is no language ${unknown.join(', ')}`);
    const tags = positionals.length > 0 ? positionals : tree.tags;
    const counts = tags.flatMap((tag) => ['*', ...tree.namespaces].flatMap((name) => countTexts(tree, tag, name)));
    const open = tags.flatMap((tag) => openTexts(tree, tag));
    const text = [...printCounts(counts), ...(values.list ? ['', ...printOpen(open)] : [])].join('\n');
    return { text, data: { counts, open }, hasFindings: values.strict === true && open.length > 0 };
  },
};

/** Nothing for a namespace that the language is not asked for. */
function countTexts({ entries }: TranslationTree, tag: string, namespace: string): Count[] {
  const own = entries.filter((entry) => namespace === '*' || entry.namespace === namespace);
  const states = own.flatMap(({ translations }) => (translations[tag] ? [translations[tag].state] : []));
  if (states.length === 0) return [];
  const count = (state: TranslationState) => states.filter((other) => other === state).length;
  const [missing, draft, stale, done] = STATES.map(count) as [number, number, number, number];
  const complete = states.length - missing;
  return [{ tag, namespace, texts: states.length, complete, missing, draft, stale, done }];
}

function openTexts({ entries }: TranslationTree, tag: string): OpenText[] {
  return entries.flatMap(({ key, translations }) => {
    const translation = translations[tag];
    if (!translation || translation.state === 'done') return [];
    return [{ tag, key, state: translation.state, file: translation.file, line: translation.line }];
  });
}

function printCounts(counts: Count[]): string[] {
  const rows = counts.map(({ tag, namespace, texts, complete, missing, draft, stale, done }) => [
    namespace === '*' ? tag : '',
    namespace === '*' ? 'all' : namespace,
    `${Math.floor((100 * complete) / texts)} %`,
    ...[texts, missing, draft, stale, done].map(String),
  ]);
  return printTable([['', '', 'complete', 'texts', ...STATES], ...rows]);
}

function printOpen(open: OpenText[]): string[] {
  return printTable(open.map(({ file, line, state, key }) => [`${file}:${line}`, state, key]));
}
