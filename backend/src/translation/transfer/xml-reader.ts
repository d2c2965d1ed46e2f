import { TransferFault } from './transfer-format.ts';

export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
  /** Where its tag begins, from 1. */
  line: number;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([^\s=<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * XML 1.0 as translators' tools write it, with the line of each element. A document type is refused: nothing is fetched or expanded.
 * Throws {@link TransferFault}.
 */
export function readXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const document: XmlElement = { name: '', attributes: {}, children: [], line: 1 };
  const open = [document];
  let line = 1;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw new TransferFault(`not valid XML: ${text.slice(at, at + 40).split('\n')[0]}`, line);
    place(match, open, line);
    line += match[0].split('\n').length - 1;
  }
  if (open.length > 1) throw new TransferFault(`<${open.at(-1)!.name}> is not closed`, open.at(-1)!.line);
  const root = document.children.find(isElement);
  if (!root) throw new TransferFault('there is no element', 1);
  return root;
}

function place(
  [, cdata, closed, name, attributes, empty, content]: RegExpExecArray,
  open: XmlElement[],
  line: number,
): void {
  const parent = open.at(-1)!;
  if (cdata !== undefined) parent.children.push(cdata);
  if (content !== undefined) parent.children.push(unescape(content, line));
  if (closed !== undefined) {
    if (open.length === 1 || parent.name !== closed) throw new TransferFault(`</${closed}> closes nothing`, line);
    open.pop();
  }
  if (name === undefined) return;
  const element: XmlElement = { name, attributes: readAttributes(attributes!, line), children: [], line };
  parent.children.push(element);
  if (!empty) open.push(element);
}

function readAttributes(text: string, line: number): Record<string, string> {
  const found = [...text.matchAll(ATTRIBUTE)].map(([, name, double, single]) => {
    return [name!, unescape((double ?? single!).replace(/[\n\t]/g, ' '), line)];
  });
  return Object.fromEntries(found) as Record<string, string>;
}

function unescape(text: string, line: number): string {
  return text.replace(/&([^;&\s]{0,10};?)/g, (whole, inner: string) => {
    const name = inner.replace(/;$/, '');
    const code = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name);
    const letter = code ? String.fromCodePoint(code[1] ? parseInt(code[1], 16) : Number(code[2])) : NAMED[name];
    if (letter === undefined || !inner.endsWith(';')) throw new TransferFault(`${whole} is no reference of XML`, line);
    return letter;
  });
}

export function isElement(child: XmlElement | string): child is XmlElement {
  return typeof child !== 'string';
}

/** Children of that name. */
export function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter(isElement).filter((child) => child.name === name);
}
