import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from '@grammyjs/types';
import { badRequest } from './bot-api-error.ts';
import { isRecord, readJson, type Params } from './params.ts';

export type Markup =
  | { kind: 'none' }
  | { kind: 'inline'; markup: InlineKeyboardMarkup }
  | { kind: 'reply'; markup: ReplyKeyboardMarkup }
  | { kind: 'remove' }
  | { kind: 'force' };

/** Reads `reply_markup` and refuses what Telegram refuses, in its words where they are known. */
export function readMarkup(params: Params): Markup {
  const value = readJson(params, 'reply_markup');
  if (value === undefined) return { kind: 'none' };
  if (!isRecord(value)) throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in value) return inlineMarkup(value);
  if ('keyboard' in value) {
    rowsOf(value['keyboard']).forEach((row) => row.forEach(checkReplyButton));
    return { kind: 'reply', markup: value as unknown as ReplyKeyboardMarkup };
  }
  if (value['remove_keyboard'] === true) return { kind: 'remove' };
  return value['force_reply'] === true ? { kind: 'force' } : { kind: 'none' };
}

function inlineMarkup(value: Record<string, unknown>): Markup {
  const rows = rowsOf(value['inline_keyboard']).filter((row) => row.length > 0);
  rows.forEach((row) => row.forEach(checkInlineButton));
  const inline_keyboard = rows as InlineKeyboardButton[][];
  return rows.length > 0 ? { kind: 'inline', markup: { inline_keyboard } } : { kind: 'none' };
}

function rowsOf(value: unknown): unknown[][] {
  if (!Array.isArray(value) || !value.every((row) => Array.isArray(row))) {
    throw badRequest("can't parse keyboard: expected an Array of Arrays of buttons");
  }
  return value;
}

function checkReplyButton(button: unknown): void {
  const text = isRecord(button) ? button['text'] : button;
  if (typeof text !== 'string' || text === '') throw badRequest("can't parse keyboard button: text is empty");
}

function checkInlineButton(button: unknown): void {
  if (!isRecord(button) || typeof button['text'] !== 'string' || button['text'] === '') {
    throw badRequest("can't parse inline keyboard button: Text must be non-empty");
  }
  const kinds = Object.keys(button).filter((key) => !['text', 'icon_custom_emoji_id', 'style'].includes(key));
  if (kinds.length !== 1) throw badRequest('Text buttons are unallowed in the inline keyboard');
  const { callback_data: data, url } = button;
  if (data !== undefined) checkCallbackData(data);
  if (url !== undefined) checkUrl(url);
}

function checkCallbackData(data: unknown): void {
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
  if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
}

/** Telegram takes addresses and names with a dot, and refuses `http://localhost`. */
function checkUrl(url: unknown): void {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  const valid =
    parsed && (parsed.protocol === 'tg:' || (/^https?:$/.test(parsed.protocol) && parsed.host.includes('.')));
  if (!valid) throw badRequest(`inline keyboard button URL '${String(url)}' is invalid: Wrong HTTP URL`);
}
