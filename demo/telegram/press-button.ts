import type { InlineKeyboardButton, KeyboardButton, Message } from '@grammyjs/types';
import type { ChatState } from './chats.ts';
import type { SentMessage, TelegramPerson } from './person.ts';
import type { World } from './world.ts';

export type PressResult =
  | { kind: 'callback'; queryId: string; updateId: number }
  | ({ kind: 'text' } & SentMessage)
  | { kind: 'link'; url: string }
  | { kind: 'other' };

interface Press {
  state: ChatState;
  person: TelegramPerson;
  /** A label or callback data. */
  button: string;
  messageId: number | undefined;
}

/** Throws, naming the buttons there are, when none fits. */
export function pressButton(world: World, press: Press): PressResult {
  const inline = findInline(press);
  if (inline) return pressInline(world, press, inline);
  const key = press.state.keyboard?.keyboard.flat().find((candidate) => labelOf(candidate) === press.button);
  if (key === undefined || press.messageId !== undefined)
    throw new Error(`no button "${press.button}"; ${listOf(press)}`);
  return pressKey(world, press, key);
}

function findInline({ state, button, messageId }: Press): [Message, InlineKeyboardButton] | undefined {
  for (const message of state.messages.toReversed()) {
    if (messageId !== undefined && message.message_id !== messageId) continue;
    const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
    const found = buttons.find(
      (candidate) => candidate.text === button || ('callback_data' in candidate && candidate.callback_data === button),
    );
    if (found) return [message, found];
  }
  return undefined;
}

function pressInline(world: World, press: Press, [message, button]: [Message, InlineKeyboardButton]): PressResult {
  if ('url' in button) return { kind: 'link', url: button.url };
  if (!('callback_data' in button)) return { kind: 'other' };
  const { state, person } = press;
  const id = world.callbacks.open(state.chat.id);
  const update = world.updates.push({
    callback_query: { id, from: person.user, message, chat_instance: `${state.chat.id}0`, data: button.callback_data },
  });
  return { kind: 'callback', queryId: id, updateId: update.update_id };
}

function pressKey(world: World, { state, person }: Press, key: KeyboardButton): PressResult {
  const sent = typeof key === 'object' && 'request_contact' in key ? person.sendContact() : person.send(labelOf(key));
  if (state.keyboard?.one_time_keyboard) world.chats.setKeyboard(state, undefined);
  return { kind: 'text', ...sent };
}

function labelOf(key: KeyboardButton): string {
  return typeof key === 'string' ? key : key.text;
}

function listOf({ state }: Press): string {
  const inline = state.messages.flatMap((message) => message.reply_markup?.inline_keyboard.flat() ?? []);
  const labels = [...inline.map((button) => button.text), ...(state.keyboard?.keyboard.flat().map(labelOf) ?? [])];
  return `there are: ${labels.join(' | ') || 'none'}`;
}
