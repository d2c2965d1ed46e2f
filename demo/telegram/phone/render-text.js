// @ts-check
import { entityTree } from './entity-tree.js';

/** @type {Record<string, string>} */
const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};
const SAFE_LINK = /^(https?|mailto|tel):/i;

/**
 * A formatted text as DOM nodes; never parsed as HTML.
 * @param {string} text
 * @param {import('./entity-tree.js').Entity[]} [entities]
 * @param {(command: string) => void} [onCommand] a command in the text was pressed
 */
export function renderText(text, entities = [], onCommand = () => {}) {
  const fragment = document.createDocumentFragment();
  fragment.append(...entityTree(text, entities).map((node) => toNode(node, onCommand)));
  return fragment;
}

/**
 * @param {import('./entity-tree.js').TextNode} node
 * @param {(command: string) => void} onCommand
 * @returns {Node}
 */
function toNode(node, onCommand) {
  if (typeof node === 'string') return document.createTextNode(node);
  const element = elementFor(node.entity);
  element.append(...node.children.map((child) => toNode(child, onCommand)));
  addBehaviour(element, node.entity, onCommand);
  return element;
}

/** @param {import('./entity-tree.js').Entity} entity */
function elementFor(entity) {
  if (entity.type === 'bot_command' || entity.type === 'spoiler') {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = entity.type === 'spoiler' ? 'spoiler' : 'command';
    return button;
  }
  const link = ['text_link', 'url', 'email', 'phone_number'].includes(entity.type);
  return document.createElement(link ? 'a' : (TAGS[entity.type] ?? 'span'));
}

/**
 * @param {HTMLElement} element
 * @param {import('./entity-tree.js').Entity} entity
 * @param {(command: string) => void} onCommand
 */
function addBehaviour(element, entity, onCommand) {
  const text = element.textContent ?? '';
  if (entity.type === 'spoiler') element.addEventListener('click', () => element.classList.add('shown'));
  if (entity.type === 'bot_command') element.addEventListener('click', () => onCommand(text));
  if (!(element instanceof HTMLAnchorElement)) return;
  const prefix = { email: 'mailto:', phone_number: 'tel:' }[entity.type] ?? '';
  const address = entity.url ?? `${prefix}${text}`;
  if (!SAFE_LINK.test(address)) return;
  element.href = address;
  element.target = '_blank';
  element.rel = 'noopener noreferrer nofollow';
}
