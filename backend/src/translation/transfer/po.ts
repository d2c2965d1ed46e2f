import { po as gettext, type PoEntry, type PoFile } from 'gettext-parser';
import { SOURCE_LOCALE } from '../../content/locale-tag.ts';
import { formOf, keyOf } from '../forms.ts';
import { splitPluralKey } from '../plural-key.ts';
import { gettextPlurals } from './plural-formula.ts';
import { decodeText } from './decode-text.ts';
import { poLines } from './po-lines.ts';
import { readState } from './read-state.ts';
import {
  explain,
  TransferFault,
  type ReturnedText,
  type TransferFormat,
  type TransferText,
} from './transfer-format.ts';

/**
 * GNU gettext: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html. The key is the context; the forms that whole numbers
 * take are a plural of gettext, any other form (of fractions, `zero`, ordinals) is an entry of its own, which gettext has no place for.
 */
export const po: TransferFormat = {
  name: 'po',
  extensions: ['.po', '.pot'],
  write({ tag, texts }) {
    const plurals = gettextPlurals(tag);
    const entries = [...Map.groupBy(texts, ({ key }) => key).values()].flatMap((own) =>
      entriesOf(own, plurals?.forms ?? []),
    );
    const translations: PoFile['translations'] = {};
    for (const entry of entries) (translations[entry.msgctxt!] ??= {})[entry.msgid] = entry;
    return `${gettext.compile({ charset: 'utf-8', headers: headersOf(tag, plurals?.header), translations }, { foldLength: 0 })}`;
  },
  read(bytes, named) {
    const text = decodeText(bytes);
    const lineOf = poLines(text);
    if (text.trim() === '') throw new TransferFault('there is nothing in it', 1);
    const file = parse(text, lineOf);
    const tag = file.headers.Language?.replaceAll('_', '-') || undefined;
    const forms = gettextPlurals(named ?? tag ?? SOURCE_LOCALE)?.forms ?? [];
    const entries = Object.values(file.translations).flatMap((byId) => Object.values(byId));
    const ours = entries.filter(({ msgctxt }) => msgctxt);
    return { tag, texts: ours.flatMap((entry) => readEntry(entry, forms, lineOf(entry.msgctxt!))) };
  },
};

function parse(text: string, lineOf: (context: string) => number): PoFile {
  try {
    return gettext.parse(text, { validation: true });
  } catch (error) {
    // Of anything else the parser tells only where in itself it stumbled.
    const isTold = error instanceof SyntaxError || error instanceof RangeError;
    const message = isTold ? error.message : 'this is no PO file';
    const context = /in "([^"]*)" context/.exec(message)?.[1];
    const line = isTold && 'lineNumber' in error ? Number(error.lineNumber) : lineOf(context ?? '');
    throw new TransferFault(message, line);
  }
}

function headersOf(tag: string, plurals?: string): Record<string, string> {
  const now = new Date().toISOString();
  return {
    'Project-Id-Version': 'agent-chat',
    'PO-Revision-Date': `${now.slice(0, 10)} ${now.slice(11, 16)}+0000`,
    'Last-Translator': 'agent-chat',
    'Language-Team': tag,
    Language: tag.replaceAll('-', '_'),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...(plurals && { 'Plural-Forms': plurals }),
  };
}

/** Of one key. */
function entriesOf(texts: TransferText[], forms: string[]): PoEntry[] {
  const find = (form: string) => texts.find((text) => text.form === form);
  const isPlural = forms.length > 0 && forms.every((form) => find(form));
  const counted = isPlural ? forms.map((form) => find(form)!) : [];
  const single = texts.filter((text) => !counted.includes(text));
  return [...(isPlural ? [pluralEntry(counted)] : []), ...single.map(singleEntry)];
}

function singleEntry(text: TransferText): PoEntry {
  return { ...commentsOf(text), msgctxt: keyOf(text.key, text.form), msgid: text.source, msgstr: [text.target] };
}

function pluralEntry(texts: TransferText[]): PoEntry {
  const [first] = texts as [TransferText];
  const { one, other } = first.sourceForms;
  return {
    ...commentsOf(first),
    msgctxt: first.key,
    msgid: one ?? first.source,
    msgid_plural: other ?? first.source,
    msgstr: texts.map(({ target }) => target),
  };
}

function commentsOf({ state, context }: TransferText): Pick<PoEntry, 'comments'> {
  const isOpen = state === 'draft' || state === 'stale';
  return {
    comments: {
      ...(context && { extracted: explain(context).join('\n') }),
      // Tools show a fuzzy text as one to look at; which of the two it is stands in a flag of our own.
      ...(isOpen && { flag: `fuzzy, ${state}` }),
    },
  };
}

function readEntry(entry: PoEntry, forms: string[], line: number): ReturnedText[] {
  const { msgctxt = '', msgid, msgid_plural: plural, msgstr, comments } = entry;
  const flags = (comments?.flag ?? '').split(',').map((flag) => flag.trim());
  const state = flags.includes('fuzzy') ? (flags.includes('stale') ? 'stale' : 'draft') : '';
  if (plural === undefined) {
    const target = msgstr[0] ?? '';
    const key = splitPluralKey(msgctxt).base;
    return [{ key, form: formOf(msgctxt), source: msgid, target, state: readState(state, target), line }];
  }
  return msgstr.map((target, index): ReturnedText => {
    const form = forms[index] ?? `form ${index}`;
    const source = form === 'one' ? msgid : plural;
    return { key: msgctxt, form, source, target, state: readState(state, target), line };
  });
}
