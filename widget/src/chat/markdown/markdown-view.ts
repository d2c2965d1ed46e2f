import { type MarkdownElement, type MarkdownNode } from './markdown-node.ts';
import { parseBlocks } from './parse-blocks.ts';

/**
 * Final blocks that share an element of their own, which style sheets contain: the browser passes over it when the rest grows. Otherwise it
 * looks at each block for every token, and a long answer costs more and more.
 */
const SEALED = 8;

/**
 * Markdown as DOM nodes inside `root`, for text that grows. Blocks that can no longer change are never looked at again; of the
 * rest only the nodes that differ are touched. Nothing passes through an HTML parser.
 */
export class MarkdownView {
  #root: Element;
  #text = '';
  /** Characters and children of the root that are final. */
  #frozenText = 0;
  #frozenNodes = 0;
  /** Children of the root that hold {@link SEALED} blocks each. */
  #sealed = 0;

  constructor(root: Element) {
    this.#root = root;
  }

  update(text: string): void {
    if (text === this.#text) return;
    if (!text.startsWith(this.#text)) this.#frozenText = this.#frozenNodes = this.#sealed = 0;
    this.#text = text;
    const lines = text.slice(this.#frozenText).split('\n');
    const blocks = parseBlocks(lines);
    patch(
      this.#root,
      blocks.map((block) => block.node),
      this.#frozenNodes,
    );
    // The last line may still grow, and a block is certain of its start after two lines.
    const open = blocks.findLastIndex((block) => block.line + 2 < lines.length);
    if (open < 1) return;
    this.#frozenNodes += open;
    for (const line of lines.slice(0, blocks[open]!.line)) this.#frozenText += line.length + 1;
    this.#seal();
  }

  /** Puts away what is final, some blocks at a time. */
  #seal(): void {
    for (; this.#frozenNodes - this.#sealed >= SEALED; this.#frozenNodes -= SEALED - 1) {
      const part = document.createElement('div');
      part.className = 'sealed';
      const blocks = [...this.#root.children].slice(this.#sealed, this.#sealed + SEALED);
      this.#root.children[this.#sealed++]!.before(part);
      part.append(...blocks);
    }
  }
}

function patch(parent: Node, nodes: MarkdownNode[], from = 0): void {
  let old = parent.childNodes[from] ?? null;
  for (const node of nodes) {
    const next: ChildNode | null = old?.nextSibling ?? null;
    if (!old) parent.appendChild(create(node));
    else if (!reuse(old, node)) parent.replaceChild(create(node), old);
    old = next;
  }
  while (old) {
    const next: ChildNode | null = old.nextSibling;
    old.remove();
    old = next;
  }
}

function reuse(old: ChildNode, node: MarkdownNode): boolean {
  if (typeof node === 'string') {
    if (!(old instanceof Text)) return false;
    if (node === old.data) return true;
    if (node.startsWith(old.data)) old.appendData(node.slice(old.length));
    else old.data = node;
    return true;
  }
  if (!(old instanceof Element) || old.localName !== node.tag) return false;
  setAttributes(old, node);
  patch(old, node.children);
  return true;
}

function create(node: MarkdownNode): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  const created = document.createElement(node.tag);
  setAttributes(created, node);
  patch(created, node.children);
  return created;
}

function setAttributes(target: Element, { attributes = {} }: MarkdownElement): void {
  for (const name of target.getAttributeNames()) if (!(name in attributes)) target.removeAttribute(name);
  for (const [name, value] of Object.entries(attributes)) {
    if (target.getAttribute(name) !== value) target.setAttribute(name, value);
  }
}
