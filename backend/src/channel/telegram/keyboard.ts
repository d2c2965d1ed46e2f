import type { Block, Choice, Message } from '@agent-chat/sdk/protocol';
import type { InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'grammy/types';
import type { Words } from '../../content/words.ts';
import { fieldChoices, openField } from './form-field.ts';
import { encodePress } from './press-data.ts';

export type Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;

/** Longer labels stand alone in their row. */
const SHORT_LABEL = 18;
const PER_ROW = 2;
const MAX_BUTTONS = 40;
const MAX_PLACEHOLDER = 64;

/** The buttons under a message. A message carries one kind only: choices go before the button that shares a phone number. */
export function keyboardOf(message: Message, locale: string, words: Words): Keyboard | undefined {
  if (message.role !== 'agent' && message.role !== 'operator') return undefined;
  const choices = message.blocks.flatMap((block) => choicesOf(block, locale, words)).slice(0, MAX_BUTTONS);
  if (choices.length > 0) return inline(message.id, choices);
  const asked = message.blocks.map(askedContact).find(Boolean);
  if (!asked) return { remove_keyboard: true };
  const { placeholder } = asked;
  return {
    keyboard: [[{ text: words.t(locale, 'telegram:shareContact'), request_contact: true }]],
    one_time_keyboard: true,
    resize_keyboard: true,
    ...(placeholder && { input_field_placeholder: placeholder.slice(0, MAX_PLACEHOLDER).toWellFormed() }),
  };
}

/** What a phone number answers. */
function askedContact(block: Block): { placeholder?: string } | undefined {
  if (block.type === 'form') return openField(block).kind === 'phone' ? openField(block) : undefined;
  return block.type === 'input' && (block.kind === 'phone' || block.kind === 'contact') ? block : undefined;
}

function choicesOf(block: Block, locale: string, words: Words): Choice[] {
  if (block.type === 'choices') return block.choices;
  if (block.type === 'form') return fieldChoices(block, locale, words);
  return block.type === 'cards' ? block.cards.flatMap(({ action }) => action ?? []) : [];
}

function inline(messageId: string, choices: Choice[]): InlineKeyboardMarkup {
  const inline_keyboard: InlineKeyboardMarkup['inline_keyboard'] = [];
  let room = 0;
  choices.forEach((choice, index) => {
    const text = choice.label.trim().toWellFormed() || choice.value;
    const isShort = text.length <= SHORT_LABEL;
    if (!isShort || room === 0) inline_keyboard.push([]);
    inline_keyboard.at(-1)!.push({ text, callback_data: encodePress(messageId, choice, index) });
    room = isShort ? (room || PER_ROW) - 1 : 0;
  });
  return { inline_keyboard };
}
