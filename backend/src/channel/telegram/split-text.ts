import type { MessageEntity } from 'grammy/types';
import type { FormattedText } from './formatted-text.ts';

/** A border nearer to the start than this share of the limit is not worth a short part. */
const EARLIEST = 0.5;
const BORDERS = [/\n\s*\n/g, /\n/g, /\s/g];

/** Parts of at most `limit` UTF-16 units, cut at a paragraph, else a line, else a word; an entity that is cut goes on in the next part. */
export function splitText({ text, entities }: FormattedText, limit: number): FormattedText[] {
  const parts: FormattedText[] = [];
  const end = text.trimEnd().length;
  let start = skipSpace(text, 0);
  while (start < end) {
    const cut = end - start <= limit ? end : start + cutOf(text.slice(start, start + limit + 1), limit);
    const stop = start + text.slice(start, cut).trimEnd().length;
    parts.push({ text: text.slice(start, stop), entities: within(entities, start, stop) });
    start = skipSpace(text, cut);
  }
  return parts;
}

/** `ahead` is one unit longer than the limit: a border just behind it counts. */
function cutOf(ahead: string, limit: number): number {
  for (const border of BORDERS) {
    const last = [...ahead.matchAll(border)].findLast(({ index }) => index >= limit * EARLIEST && index <= limit);
    if (last) return last.index;
  }
  const breaksPair = /[\uD800-\uDBFF]/.test(ahead[limit - 1]!) && /[\uDC00-\uDFFF]/.test(ahead[limit] ?? '');
  return breaksPair ? limit - 1 : limit;
}

function skipSpace(text: string, from: number): number {
  return from + text.slice(from).length - text.slice(from).trimStart().length;
}

function within(entities: MessageEntity[], start: number, stop: number): MessageEntity[] {
  return entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start);
    const length = Math.min(entity.offset + entity.length, stop) - from;
    return length > 0 ? [{ ...entity, offset: from - start, length }] : [];
  });
}
