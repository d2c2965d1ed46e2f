import { SOURCE_LOCALE } from '../../content/locale-tag.ts';
import { formOf, keyOf } from '../forms.ts';
import { splitPluralKey } from '../plural-key.ts';
import type { TranslationState } from '../translation-state.ts';
import { decodeText } from './decode-text.ts';
import { readState } from './read-state.ts';
import {
  explain,
  TransferFault,
  type ReturnedText,
  type TransferFormat,
  type TransferText,
} from './transfer-format.ts';
import { readInline, writeData, writeInline } from './xliff-inline.ts';
import { escapeAttribute, escapeText } from './xml-writer.ts';
import { childrenOf, isElement, readXml, type XmlElement } from './xml-reader.ts';

const NAMESPACE = 'urn:oasis:names:tc:xliff:document:2.0';
/** XLIFF has no word for these two; `subState` is for what a tool of its own wants to know. */
const SUB_STATES: Partial<Record<TranslationState, string>> = { draft: 'agent-chat:draft', stale: 'agent-chat:stale' };

/**
 * XLIFF 2.0: http://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html. A file for each namespace, a unit for each text;
 * placeholders are `<ph>`, which a translator's tool lets nobody break.
 */
export const xliff: TransferFormat = {
  name: 'xliff',
  extensions: ['.xlf', '.xliff'],
  write({ tag, texts }) {
    const files = [...Map.groupBy(texts, ({ key }) => key.split(':')[0]!)].map(
      ([namespace, own]) =>
        ` <file id="${namespace}" original="${namespace}.json" xml:space="preserve">\n${own.map(writeUnit).join('')} </file>\n`,
    );
    const head = `<xliff xmlns="${NAMESPACE}" version="2.0" srcLang="${SOURCE_LOCALE}" trgLang="${escapeAttribute(tag)}">`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${files.join('')}</xliff>\n`;
  },
  read(bytes) {
    const root = readXml(decodeText(bytes));
    if (root.name !== 'xliff' || !/^2\./.test(root.attributes.version ?? '')) {
      throw new TransferFault('expected XLIFF 2, whose first element is <xliff version="2.0">', root.line);
    }
    const texts = childrenOf(root, 'file').flatMap((file) =>
      unitsIn(file).map((unit) => readUnit(unit, file.attributes.id ?? '')),
    );
    return { tag: root.attributes.trgLang, texts };
  },
};

function writeUnit({ key, form, source, target, state, context }: TransferText): string {
  const id = keyOf(key.slice(key.indexOf(':') + 1), form);
  const notes = context ? explain(context).map((line) => `    <note>${escapeText(line)}</note>\n`) : [];
  const subState = target === '' ? undefined : SUB_STATES[state];
  const attributes = `state="${target === '' || subState ? 'initial' : 'translated'}"${subState ? ` subState="${subState}"` : ''}`;
  return [
    `  <unit id="${id}" name="${escapeAttribute(keyOf(key, form))}">\n`,
    ...(notes.length > 0 ? ['   <notes>\n', ...notes, '   </notes>\n'] : []),
    writeData([source, target]),
    `   <segment ${attributes}>\n`,
    `    <source>${writeInline(source, source)}</source>\n`,
    ...(target === '' ? [] : [`    <target>${writeInline(target, source)}</target>\n`]),
    '   </segment>\n',
    '  </unit>\n',
  ].join('');
}

/** Tools may put units into groups. */
function unitsIn(parent: XmlElement): XmlElement[] {
  return parent.children
    .filter(isElement)
    .flatMap((child) => (child.name === 'unit' ? [child] : child.name === 'group' ? unitsIn(child) : []));
}

/** Tools may divide a text into several segments; what stands between them is `<ignorable>`. */
function readUnit(unit: XmlElement, namespace: string): ReturnedText {
  const parts = unit.children.filter(isElement).filter(({ name }) => name === 'segment' || name === 'ignorable');
  const segments = parts.filter(({ name }) => name === 'segment');
  const read = (part: XmlElement, name: string) => childrenOf(part, name)[0];
  const source = parts.map((part) => readInline(read(part, 'source'), unit)).join('');
  const isWhole = segments.every((segment) => read(segment, 'target'));
  const target = parts.map((part) =>
    readInline(read(part, 'target') ?? (isWhole ? read(part, 'source') : undefined), unit),
  );
  const key = `${namespace}:${unit.attributes.id ?? ''}`;
  const text = isWhole ? target.join('') : '';
  return {
    key: splitPluralKey(key).base,
    form: formOf(key),
    source,
    target: text,
    state: readState(segments.map(stateOf).find(Boolean) ?? '', text),
    line: unit.line,
  };
}

function stateOf({ attributes: { state, subState } }: XmlElement): string | undefined {
  return state === 'initial' ? subState?.replace(/^agent-chat:/, '') : undefined;
}
