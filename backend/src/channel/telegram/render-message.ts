import type { Card, Citation, Message } from '@agent-chat/sdk/protocol';
import type { Words } from '../../content/words.ts';
import { fieldTexts } from './form-field.ts';
import { createTextWriter, joinTexts, styledText, type FormattedText } from './formatted-text.ts';
import { linkTo } from './link-target.ts';
import { keyboardOf, type Keyboard } from './keyboard.ts';
import { markdownToTelegram } from './markdown-to-telegram.ts';
import { splitText } from './split-text.ts';

export interface RenderedMessage {
  /** In order, each within the limit; none when there is nothing to show. */
  parts: FormattedText[];
  /** Belongs to the last part. */
  keyboard?: Keyboard;
}

/** Of one message, in UTF-16 units after parsing. */
export const TEXT_LIMIT = 4096;

/** A message of the log as Telegram shows it. Pure. */
export function renderMessage(message: Message, locale: string, words: Words): RenderedMessage {
  const keyboard = keyboardOf(message, locale, words);
  const text = joinTexts(
    [
      saidBy(message, locale, words),
      ...cardTexts(message),
      ...fieldTexts(message, locale, words).map(plain),
      sources(message, locale, words),
    ],
    '\n\n',
  );
  const parts = splitText(text, TEXT_LIMIT);
  // Buttons cannot stand without a text.
  if (parts.length === 0 && keyboard && 'inline_keyboard' in keyboard) {
    parts.push({ text: words.t(locale, 'telegram:choose'), entities: [] });
  }
  return { parts, keyboard };
}

/** Who is not the agent is named: his own words from the site, and the operator's. */
function saidBy({ role, author, channel, text }: Message, locale: string, words: Words): FormattedText {
  if (role === 'visitor') {
    const name = channel === 'web' ? words.t(locale, 'telegram:mirrored') : words.t(locale, 'telegram:you');
    return named(name, plain(text));
  }
  const body = markdownToTelegram(text);
  if (role === 'operator') return named(author.name, body);
  return role === 'system' ? styledText(body, { type: 'italic' }) : body;
}

function named(name: string, body: FormattedText): FormattedText {
  const writer = createTextWriter();
  writer.styled({ type: 'bold' }, () => writer.write(`${plain(name).text}:`));
  return joinTexts([writer.result(), body], ' ');
}

/** What a person typed is no markup. */
function plain(text: string): FormattedText {
  return { text: text.toWellFormed(), entities: [] };
}

function cardTexts({ blocks }: Message): FormattedText[] {
  return blocks.flatMap((block) => (block.type === 'cards' ? block.cards.map(cardText) : []));
}

function cardText({ title, text, price, url }: Card): FormattedText {
  const writer = createTextWriter();
  const heading = () => writer.styled({ type: 'bold' }, () => writer.write(plain(title).text));
  if (url) linkTo(writer, url, heading);
  else heading();
  if (price) writer.write(` — ${plain(price).text}`);
  return joinTexts([writer.result(), text ? markdownToTelegram(text) : plain('')], '\n');
}

function sources({ citations = [] }: Message, locale: string, words: Words): FormattedText {
  if (citations.length === 0) return plain('');
  const writer = createTextWriter();
  writer.styled({ type: 'italic' }, () => {
    writer.write(`${words.t(locale, 'telegram:sources', { count: citations.length })} `);
    citations.forEach((citation, index) => {
      if (index > 0) writer.write(', ');
      writeSource(writer, citation);
    });
  });
  return writer.result();
}

function writeSource(writer: ReturnType<typeof createTextWriter>, { title, url }: Citation): void {
  const label = () => writer.write(plain(title).text);
  if (url) linkTo(writer, url, label);
  else label();
}
