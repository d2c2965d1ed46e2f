import { escapeAttribute, escapeText, NOT_XML } from './xml-writer.ts';
import { childrenOf, type XmlElement } from './xml-reader.ts';

const PLACEHOLDER = /\{\{[^{}]*\}\}/g;

/** `<originalData>`: what each placeholder of a unit says, by a number that `<ph>` refers to. */
export function writeData(texts: string[]): string {
  const marks = marksOf(texts);
  if (marks.length === 0) return '';
  const lines = marks.map((mark, index) => `    <data id="d${index + 1}">${writeLetters(mark)}</data>\n`);
  return `   <originalData>\n${lines.join('')}   </originalData>\n`;
}

/** A text with `<ph>` for its placeholders. One that stands in source and target has the same id in both. */
export function writeInline(text: string, source: string): string {
  const data = marksOf([source, text]);
  const sourceMarks = marksIn(source);
  const seen = new Map<string, number>();
  let extra = sourceMarks.length;
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, index) => {
      if (index % 2 === 0) return writeLetters(part);
      const turn = seen.get(part) ?? 0;
      seen.set(part, turn + 1);
      const places = sourceMarks.flatMap((mark, place) => (mark === part ? [place + 1] : []));
      const id = places[turn] ?? ++extra;
      const name = escapeAttribute(part.slice(2, -2).trim());
      return `<ph id="${id}" dataRef="d${data.indexOf(part) + 1}" equiv="${name}" disp="${escapeAttribute(part)}"/>`;
    })
    .join('');
}

/** A text of a unit with its placeholders in place. Marks that a tool has added are taken off, their contents stay. */
export function readInline(element: XmlElement | undefined, unit: XmlElement): string {
  if (!element) return '';
  const data = childrenOf(unit, 'originalData').flatMap((list) => childrenOf(list, 'data'));
  const read = (child: XmlElement | string): string => {
    if (typeof child === 'string') return child;
    if (child.name === 'cp') return String.fromCodePoint(parseInt(child.attributes.hex ?? 'FFFD', 16));
    if (child.name !== 'ph') return child.children.map(read).join('');
    const original = data.find(({ attributes }) => attributes.id === child.attributes.dataRef);
    return original ? original.children.map(read).join('') : (child.attributes.disp ?? '');
  };
  return element.children.map(read).join('');
}

function writeLetters(text: string): string {
  return text
    .split(new RegExp(`(${NOT_XML.source})`, 'gu'))
    .map((part, index) => {
      const code = part.codePointAt(0) ?? 0;
      return index % 2 === 0 ? escapeText(part) : `<cp hex="${code.toString(16).toUpperCase().padStart(4, '0')}"/>`;
    })
    .join('');
}

function marksIn(text: string): string[] {
  return text.match(PLACEHOLDER) ?? [];
}

/** Each once; those of the source first, so that both texts of a unit count alike. */
function marksOf(texts: string[]): string[] {
  return [...new Set(texts.flatMap(marksIn))];
}
