// @ts-check
import { create, renderMessage } from './render-message.js';
import { renderText } from './render-text.js';
import { locale, t } from './words.js';

/** How near to the end (px) the reader must be for the log to follow. */
const FOLLOW = 120;

/**
 * The list of messages with its draft: keyed rows, day marks, and scrolling that follows only a reader at the end.
 * @param {HTMLElement} log scrolls
 * @param {HTMLElement} list
 * @param {import('./render-message.js').Actions} actions
 */
export function createChatLog(log, list, actions) {
  /** @type {Map<number, { message: any, row: HTMLElement }>} */
  const rows = new Map();
  /** @type {{ row: HTMLElement, body: HTMLElement, text: string, id: number } | undefined} */
  let draft;
  let botId = 0;
  let atEnd = true;

  log.addEventListener('scroll', () => (atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < FOLLOW));
  // Keys, a keyboard of the device or a taller composer make the log shorter.
  new ResizeObserver(() => following(() => {})).observe(log);

  /** @param {() => void} change */
  function following(change) {
    const follow = atEnd;
    change();
    if (follow) log.scrollTop = log.scrollHeight;
  }

  /** @param {any} message */
  function put(message) {
    const row = renderMessage(message, message.from?.id !== botId, actions);
    const old = rows.get(message.message_id);
    if (old) old.row.replaceWith(row);
    else {
      markDay(message);
      if (!draft) row.classList.add('new');
      list.insertBefore(row, draft?.row ?? null);
    }
    rows.set(message.message_id, { message, row });
  }

  /** @param {any} message */
  function markDay(message) {
    const last = [...rows.values()].at(-1)?.message;
    const day = new Date(message.date * 1000);
    if (last && new Date(last.date * 1000).toDateString() === day.toDateString()) return;
    list.insertBefore(create('div', 'day', dayName(day)), draft?.row ?? null);
  }

  return {
    /** @param {{ bot: any, messages: any[], draft: any }} state */
    reset(state) {
      botId = state.bot.id;
      rows.clear();
      draft = undefined;
      list.replaceChildren();
      state.messages.forEach(put);
      list.querySelectorAll('.new').forEach((row) => row.classList.remove('new'));
      this.setDraft(state.draft);
      log.scrollTop = log.scrollHeight;
    },
    /** @param {any} message */
    put(message) {
      const own = message.from?.id !== botId;
      following(() => put(message));
      if (own) log.scrollTop = log.scrollHeight;
    },
    /** @param {number} messageId */
    remove(messageId) {
      rows.get(messageId)?.row.remove();
      rows.delete(messageId);
    },
    /** @param {number} messageId @param {string | null} emoji */
    react(messageId, emoji) {
      const bubble = rows.get(messageId)?.row.querySelector('.bubble');
      bubble?.querySelector('.reaction')?.remove();
      if (emoji) bubble?.append(create('span', 'reaction', emoji));
    },
    /** @param {any} next */
    setDraft(next) {
      following(() => {
        if (!next || draft?.id !== next.id) {
          draft?.row.remove();
          draft = undefined;
        }
        if (!next) return;
        draft ??= openDraft(list, next.id);
        showDraft(draft, next);
      });
    },
    isEmpty: () => rows.size === 0,
  };
}

/** @param {HTMLElement} list @param {number} id */
function openDraft(list, id) {
  const row = create('div', 'row draft new');
  const stack = create('div', 'stack');
  const bubble = create('div', 'bubble');
  const body = create('span', 'text');
  bubble.append(body, create('span', 'caret'));
  stack.append(bubble);
  row.append(stack);
  row.setAttribute('aria-live', 'off');
  list.append(row);
  return { row, body, text: '', id };
}

/**
 * Only what is new fades in, so that a growing text does not flicker.
 * @param {{ row: HTMLElement, body: HTMLElement, text: string }} draft
 * @param {any} next
 */
function showDraft(draft, next) {
  draft.row.classList.toggle('thinking', next.text === '');
  if (next.text === '') draft.body.textContent = t('chat.thinking');
  else if (draft.text !== '' && next.text.startsWith(draft.text) && next.entities.length === 0) {
    draft.body.append(create('span', 'fresh', next.text.slice(draft.text.length)));
  } else draft.body.replaceChildren(renderText(next.text, next.entities));
  draft.text = next.text;
}

/** @param {Date} day */
function dayName(day) {
  const daysAgo = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000);
  if (daysAgo === 0) return t('chat.today');
  return daysAgo === 1 ? t('chat.yesterday') : day.toLocaleDateString(locale(), { day: 'numeric', month: 'long' });
}
