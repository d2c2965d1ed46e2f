// @ts-check
import { renderText } from './render-text.js';
import { locale, t } from './words.js';

/**
 * @typedef {object} Actions
 * @property {(text: string) => void} send
 * @property {(button: string, messageId: number, element: HTMLElement) => void} press
 */

const CHECK = 'M1.5 6.2 4.6 9.3 11 2.6';

/**
 * One message of the Bot API as a row of the chat.
 * @param {any} message
 * @param {boolean} own written by the person
 * @param {Actions} actions
 */
export function renderMessage(message, own, actions) {
  const row = create('div', own ? 'row own' : 'row');
  row.dataset.id = String(message.message_id);
  const stack = create('div', 'stack');
  const bubble = create('div', 'bubble');
  if (message.reply_to_message) bubble.append(renderQuote(message.reply_to_message));
  bubble.append(...renderMedia(message), renderBody(message, own, actions), renderMeta(message, own));
  stack.append(bubble);
  if (message.reply_markup?.inline_keyboard) stack.append(renderKeyboard(message, actions));
  row.append(stack);
  return row;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
export function create(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/**
 * @param {any} message
 * @param {boolean} own
 * @param {Actions} actions
 */
function renderBody(message, own, actions) {
  const body = create('span', 'text');
  // Like every Telegram app, the page hides what a deep link adds to /start.
  const hidden = own && /^\/start\s/.test(message.text ?? '');
  const text = hidden ? '/start' : (message.text ?? message.caption ?? '');
  body.append(renderText(text, message.entities ?? message.caption_entities, (command) => actions.send(command)));
  return body;
}

/** @param {any} message */
function renderMedia(message) {
  if (message.photo) {
    const image = document.createElement('img');
    image.src = `/phone/files/${message.photo.at(-1).file_id}`;
    image.alt = message.caption ?? '';
    return [image];
  }
  if (message.document) return [documentLink(message.document)];
  if (message.voice) return [attachment(t('chat.voice'), seconds(message.voice.duration))];
  if (message.contact)
    return [attachment(`${t('chat.contact')}: ${message.contact.first_name}`, message.contact.phone_number)];
  return [];
}

/**
 * @param {string} title
 * @param {string} detail
 */
function attachment(title, detail) {
  const box = create('span', 'attachment');
  box.append(create('strong', '', title), create('span', '', detail));
  return box;
}

/** @param {any} document */
function documentLink({ file_id: id, file_name: name }) {
  const link = /** @type {HTMLAnchorElement} */ (create('a', 'attachment'));
  link.href = `/phone/files/${id}`;
  link.download = name;
  link.append(create('strong', '', t('chat.document')), create('span', '', name));
  return link;
}

/** @param {number} count */
function seconds(count) {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: 'second' }).format(count);
}

/** @param {any} message */
function renderQuote(message) {
  const quote = create('span', 'quote');
  quote.append(
    create('strong', '', message.from?.first_name),
    create('span', '', message.text ?? message.caption ?? '…'),
  );
  return quote;
}

/**
 * @param {any} message
 * @param {boolean} own
 */
function renderMeta(message, own) {
  const meta = create('span', 'meta');
  if (message.edit_date) meta.append(create('span', '', t('chat.edited')));
  const date = new Date(message.date * 1000);
  const time = document.createElement('time');
  time.dateTime = date.toISOString();
  time.textContent = date.toLocaleTimeString(locale(), { hour: 'numeric', minute: '2-digit' });
  meta.append(time);
  if (own) meta.append(drawing(CHECK));
  return meta;
}

/** @param {string} path */
function drawing(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 12.5 12');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/**
 * @param {any} message
 * @param {Actions} actions
 */
function renderKeyboard(message, actions) {
  const keyboard = create('div', 'inline-keyboard');
  for (const row of message.reply_markup.inline_keyboard) {
    const line = create('div', 'line');
    line.append(...row.map((/** @type {any} */ button) => renderButton(button, message.message_id, actions)));
    keyboard.append(line);
  }
  return keyboard;
}

/**
 * @param {any} button
 * @param {number} messageId
 * @param {Actions} actions
 */
function renderButton(button, messageId, actions) {
  const style = ['primary', 'success', 'danger'].includes(button.style) ? ` ${button.style}` : '';
  if (/^https?:/i.test(button.url ?? '')) {
    const link = /** @type {HTMLAnchorElement} */ (create('a', `key link${style}`, button.text));
    link.href = button.url;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    link.title = t('chat.opensLink');
    return link;
  }
  const key = /** @type {HTMLButtonElement} */ (create('button', `key${style}`, button.text));
  key.type = 'button';
  key.disabled = button.callback_data === undefined && button.copy_text === undefined;
  key.addEventListener('click', () => {
    if (button.copy_text) void navigator.clipboard.writeText(button.copy_text.text);
    else actions.press(button.callback_data, messageId, key);
  });
  return key;
}
