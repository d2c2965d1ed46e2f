import type { MessageEntity } from '@grammyjs/types';
import { sortEntities } from './html-entities.ts';

type Detected = Extract<
  MessageEntity.CommonMessageEntity['type'],
  'bot_command' | 'url' | 'email' | 'mention' | 'phone_number'
>;

const PATTERNS: readonly (readonly [Detected, RegExp])[] = [
  ['url', /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}]/giu],
  ['email', /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/giu],
  ['bot_command', /(?<![\w/<>])\/[a-z\d_]{1,64}(?:@\w{3,32})?(?!\w|\/)/giu],
  ['mention', /(?<![\w@.])@[a-z]\w{3,31}\b/giu],
  ['phone_number', /(?<![\w+])\+\d[\d\s()-]{6,16}\d\b/gu],
];

/** Adds what Telegram finds in a text by itself (links, commands, …) where nothing given overlaps it. */
export function withDetectedEntities(text: string, given: readonly MessageEntity[]): MessageEntity[] {
  const entities = [...given];
  const blocking = given.filter((entity) => ['code', 'pre', 'text_link', 'text_mention'].includes(entity.type));
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const found = { type, offset: match.index, length: match[0].length };
      if (blocking.some((other) => overlaps(found, other))) continue;
      blocking.push(found);
      entities.push(found);
    }
  }
  return sortEntities(entities);
}

function overlaps(a: { offset: number; length: number }, b: { offset: number; length: number }): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
