import type { MessageEntity } from 'grammy/types';

/** Text as the Bot API shows it without any markup language; offsets count UTF-16 units. */
export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

/** What a stretch of text is, without its place. */
export type Style =
  | { type: 'bold' | 'italic' | 'strikethrough' | 'code' | 'blockquote' }
  | { type: 'pre'; language?: string }
  | { type: 'text_link'; url: string };

export interface TextWriter {
  write(text: string): void;
  /** What `body` writes gets the style; nothing written, no entity. */
  styled(style: Style, body: () => void): void;
  /** What is written so far. */
  text(): string;
  result(): FormattedText;
}

export function createTextWriter(): TextWriter {
  let text = '';
  const entities: MessageEntity[] = [];
  const open: Style['type'][] = [];
  return {
    write: (more) => void (text += more),
    styled(style, body) {
      // A style inside itself says nothing, and a quote within a quote is refused.
      if (open.includes(style.type)) return body();
      const offset = text.length;
      open.push(style.type);
      body();
      open.pop();
      if (text.length > offset) entities.push({ ...style, offset, length: text.length - offset });
    },
    text: () => text,
    result: () => ({ text, entities: tidy(entities) }),
  };
}

/** One text after the other. */
export function joinTexts(parts: FormattedText[], separator: string): FormattedText {
  let text = '';
  const entities: MessageEntity[] = [];
  for (const part of parts) {
    if (part.text === '') continue;
    if (text) text += separator;
    entities.push(...part.entities.map((entity) => ({ ...entity, offset: entity.offset + text.length })));
    text += part.text;
  }
  return { text, entities };
}

/** The whole text in one more style. */
export function styledText(source: FormattedText, style: Style): FormattedText {
  const { text } = source;
  if (text === '') return source;
  const others = source.entities.filter(({ type }) => type !== style.type);
  return { text, entities: tidy([...others, { ...style, offset: 0, length: text.length }]) };
}

/** Outer before inner, and none but a quote around code: the Bot API lets code be part of nothing else. */
function tidy(entities: MessageEntity[]): MessageEntity[] {
  const codes = entities.filter(isCode);
  return entities
    .flatMap((entity) => (isCode(entity) || entity.type === 'blockquote' ? [entity] : without(entity, codes)))
    .sort((a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b));
}

function without(entity: MessageEntity, holes: MessageEntity[]): MessageEntity[] {
  const end = entity.offset + entity.length;
  const inside = holes.filter((hole) => hole.offset < end && hole.offset + hole.length > entity.offset);
  const pieces: MessageEntity[] = [];
  let offset = entity.offset;
  for (const hole of inside.sort((a, b) => a.offset - b.offset)) {
    if (hole.offset > offset) pieces.push({ ...entity, offset, length: hole.offset - offset });
    offset = hole.offset + hole.length;
  }
  if (offset < end) pieces.push({ ...entity, offset, length: end - offset });
  return pieces;
}

/** Of entities over the same words: a quote is around, code is inside. */
function rank(entity: MessageEntity): number {
  if (entity.type === 'blockquote') return 0;
  return isCode(entity) ? 2 : 1;
}

function isCode({ type }: MessageEntity): boolean {
  return type === 'code' || type === 'pre';
}
