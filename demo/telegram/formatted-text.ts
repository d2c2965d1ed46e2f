import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './bot-api-error.ts';
import { withDetectedEntities } from './detect-entities.ts';
import { parseHtml, sortEntities, type FormattedText } from './html-entities.ts';
import { isRecord, readJson, readText, type Params } from './params.ts';

export interface TextRules {
  /** The field of the text: 'text' or 'caption'. */
  field: 'text' | 'caption';
  /** UTF-16 units after entity parsing. */
  limit: number;
  tooLong: string;
  /** Also when only whitespace is left. */
  mayBeEmpty: boolean;
}

/** A call's text as Telegram stores it: parsed, trimmed, checked, with links and commands found in it. */
export function readFormattedText(params: Params, rules: TextRules): FormattedText {
  const raw = readText(params, rules.field).replaceAll('\r\n', '\n');
  const { text, entities } = trim(parse(raw, params, rules.field));
  if (text === '' && !rules.mayBeEmpty) throw badRequest(`message ${rules.field} is empty`);
  if (text.length > rules.limit) throw badRequest(rules.tooLong);
  return { text, entities: withDetectedEntities(text, entities) };
}

function parse(raw: string, params: Params, field: 'text' | 'caption'): FormattedText {
  const mode = readText(params, 'parse_mode').toLowerCase();
  if (mode === 'html') return parseHtml(raw);
  // Markdown modes are real, but nothing here sends them: refusing is safer than a half parser.
  if (mode !== '') throw badRequest('unsupported parse_mode');
  const given = readJson(params, field === 'text' ? 'entities' : 'caption_entities');
  if (given === undefined) return { text: raw, entities: [] };
  if (!Array.isArray(given)) throw badRequest("can't parse entities: expected an Array of MessageEntity");
  return { text: raw, entities: sortEntities(given.map((entity: unknown) => checkEntity(entity, raw))) };
}

function checkEntity(entity: unknown, text: string): MessageEntity {
  if (!isRecord(entity) || typeof entity['type'] !== 'string') {
    throw badRequest("can't parse entities: expected an Object MessageEntity with a type");
  }
  const { offset, length } = entity;
  if (!Number.isInteger(offset) || !Number.isInteger(length) || Number(offset) < 0 || Number(length) <= 0) {
    throw badRequest("can't parse entities: wrong offset or length of an entity");
  }
  const [start, end] = [Number(offset), Number(offset) + Number(length)];
  if (end > text.length) {
    const where = `entity beginning at UTF-16 offset ${start} ends after the end of the text`;
    throw badRequest(`can't parse entities: ${where} at UTF-16 offset ${text.length}`);
  }
  if (splitsPair(text, start) || splitsPair(text, end)) {
    throw badRequest(`can't parse entities: entity at UTF-16 offset ${start} cuts a UTF-16 symbol in two`);
  }
  if (entity['type'] === 'text_link' && !URL.canParse(String(entity['url']))) {
    throw badRequest("can't parse entities: entity text_link has no valid URL");
  }
  return entity as unknown as MessageEntity;
}

function splitsPair(text: string, index: number): boolean {
  return /^[\uDC00-\uDFFF]$/.test(text.charAt(index)) && /^[\uD800-\uDBFF]$/.test(text.charAt(index - 1));
}

function trim(source: FormattedText): FormattedText {
  const cut = source.text.length - source.text.trimStart().length;
  const text = source.text.trim();
  const entities = source.entities.flatMap((entity) => {
    const start = Math.max(entity.offset - cut, 0);
    const end = Math.min(entity.offset + entity.length - cut, text.length);
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
  return { text, entities };
}
