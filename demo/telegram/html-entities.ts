import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './bot-api-error.ts';

export interface FormattedText {
  text: string;
  /** Offsets and lengths in UTF-16 code units, sorted by offset, the longer one first. */
  entities: MessageEntity[];
}

interface OpenTag {
  name: string;
  offset: number;
  attributes: Record<string, string>;
}

interface HtmlState {
  open: OpenTag[];
  entities: MessageEntity[];
  text: string;
  /** `<code class="language-…">`: only a `<pre>` around it uses the language. */
  languages: Map<MessageEntity, string>;
}

const SIMPLE = new Map<string, MessageEntity.CommonMessageEntity['type']>([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['code', 'code'],
]);
const OTHER = new Set(['a', 'pre', 'span', 'blockquote', 'tg-emoji']);
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot));/gi;

/**
 * `parse_mode: 'HTML'` of https://core.telegram.org/bots/api#html-style as text and entities.
 * Throws 400 "can't parse entities: …" with a byte offset, as Telegram does.
 */
export function parseHtml(html: string): FormattedText {
  const state: HtmlState = { open: [], entities: [], text: '', languages: new Map() };
  let at = 0;
  for (let tag = html.indexOf('<'); tag >= 0; tag = html.indexOf('<', at)) {
    state.text += decodeReferences(html.slice(at, tag));
    at = readTag(html, tag, state);
  }
  state.text += decodeReferences(html.slice(at));
  const unclosed = state.open.at(-1);
  if (unclosed) throw unparsable(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text: state.text, entities: sortEntities(state.entities) };
}

export function sortEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function readTag(html: string, start: number, state: HtmlState): number {
  const end = endOfTag(html, start);
  const inside = html.slice(start + 1, end);
  const byte = byteOffset(html, start);
  if (inside.startsWith('/')) closeTag(inside.slice(1), byte, state);
  else state.open.push(openTag(inside, byte, state.text.length));
  return end + 1;
}

function endOfTag(html: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '>') return at;
    else if (character === '"' || character === "'") quote = character;
  }
  throw unparsable(`Unclosed start tag at byte offset ${byteOffset(html, start)}`);
}

function openTag(inside: string, byte: number, offset: number): OpenTag {
  const name = /^[^\s/>]*/.exec(inside)?.[0].toLowerCase() ?? '';
  const attributes = parseAttributes(inside.slice(name.length));
  if (!SIMPLE.has(name) && !OTHER.has(name)) throw unparsable(`Unsupported start tag "${name}" at byte offset ${byte}`);
  if (name === 'span' && attributes['class'] !== 'tg-spoiler') {
    throw unparsable(`Tag "span" must have class "tg-spoiler" at byte offset ${byte}`);
  }
  return { name, offset, attributes };
}

function parseAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const match of source.matchAll(/([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    attributes[match[1]?.toLowerCase() ?? ''] = decodeReferences(match[2] ?? match[3] ?? match[4] ?? '');
  }
  return attributes;
}

function closeTag(inside: string, byte: number, state: HtmlState): void {
  const name = inside.trim().toLowerCase();
  const tag = state.open.pop();
  if (!tag) throw unparsable(`Unexpected end tag at byte offset ${byte}`);
  if (name !== '' && name !== tag.name) {
    throw unparsable(`Unmatched end tag at byte offset ${byte}, expected "</${tag.name}>", found "</${name}>"`);
  }
  const length = state.text.length - tag.offset;
  if (length === 0) return;
  const range = { offset: tag.offset, length };
  const entity = tag.name === 'pre' ? preOf(range, state) : entityOf(tag, range, state.text.slice(tag.offset));
  const language = /^language-(.+)$/.exec(tag.attributes['class'] ?? '')?.[1];
  if (entity && language && tag.name === 'code') state.languages.set(entity, language);
  if (entity) state.entities.push(entity);
}

function preOf(range: { offset: number; length: number }, state: HtmlState): MessageEntity {
  const inner = state.entities.at(-1);
  const filled = inner?.type === 'code' && inner.offset === range.offset && inner.length === range.length;
  if (!inner || !filled) return { type: 'pre', ...range };
  state.entities.pop();
  const language = state.languages.get(inner);
  return language === undefined ? { type: 'pre', ...range } : { type: 'pre', ...range, language };
}

function entityOf(tag: OpenTag, range: { offset: number; length: number }, text: string): MessageEntity | undefined {
  const simple = SIMPLE.get(tag.name);
  if (simple) return { type: simple, ...range };
  switch (tag.name) {
    case 'span':
      return { type: 'spoiler', ...range };
    case 'blockquote':
      return { type: 'expandable' in tag.attributes ? 'expandable_blockquote' : 'blockquote', ...range };
    case 'tg-emoji':
      return { type: 'custom_emoji', ...range, custom_emoji_id: tag.attributes['emoji-id'] ?? '' };
    default:
      return linkOf(tag.attributes['href'] ?? text, range);
  }
}

function linkOf(href: string, range: { offset: number; length: number }): MessageEntity | undefined {
  const url = /^[a-z][a-z\d+.-]*:/i.test(href) ? href : `http://${href}`;
  return /^(https?|tg|ton|tonsite):/i.test(url) && URL.canParse(url)
    ? { type: 'text_link', ...range, url: new URL(url).href }
    : undefined;
}

function decodeReferences(source: string): string {
  return source.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function byteOffset(source: string, index: number): number {
  return Buffer.byteLength(source.slice(0, index));
}

function unparsable(detail: string): Error {
  return badRequest(`can't parse entities: ${detail}`);
}
