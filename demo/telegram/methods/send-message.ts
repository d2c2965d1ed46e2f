import { readFormattedText } from '../formatted-text.ts';
import { isRecord, readJson } from '../params.ts';
import { defineMethod } from '../world.ts';
import { chatOf } from './chat-of.ts';
import { deliver } from './deliver.ts';

/** Characters of a text message after entity parsing. */
export const TEXT_LIMIT = 4096;

export const sendMessage = defineMethod('sendMessage', (world, params) => {
  const rules = { field: 'text', limit: TEXT_LIMIT, tooLong: 'message is too long', mayBeEmpty: false } as const;
  const { text, entities } = readFormattedText(params, rules);
  const preview = readJson(params, 'link_preview_options');
  return deliver(world, chatOf(world, params), params, {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(isRecord(preview) ? { link_preview_options: preview } : {}),
  });
});
