// @ts-check
import { createChatLog } from './chat-log.js';
import { createCommandsMenu } from './commands-menu.js';
import { act, attach, listen } from './connection.js';
import { createReplyKeyboard } from './reply-keyboard.js';
import { loadWords, locale, t } from './words.js';

const ACTION_MS = 5000;
const TOAST_MS = 3000;

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
const byId = (id) => /** @type {T} */ (/** @type {unknown} */ (document.getElementById(id)));

const text = /** @type {HTMLTextAreaElement} */ (byId('text'));
const alertBox = /** @type {HTMLDialogElement} */ (byId('alert'));
const payload = new URLSearchParams(location.search).get('start') ?? '';

/** Pressed buttons whose query is not answered yet. @type {Map<string, HTMLElement>} */
const waitingKeys = new Map();
/** Queries that were answered before the press itself was acknowledged. @type {Set<string>} */
const early = new Set();
let wantsStart = payload !== '';
/** @type {ReturnType<typeof setTimeout> | undefined} */
let actionTimer;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let toastTimer;

await loadWords();
const log = createChatLog(byId('log'), byId('messages'), {
  send: (message) => void attempt(act('send', { text: message })),
  press: (button, messageId, key) => void press(button, messageId, key),
});
const commands = createCommandsMenu(byId('toggle-commands'), byId('commands'), (command) => {
  void attempt(act('send', { text: command }));
});
const keys = createReplyKeyboard(byId('toggle-keys'), byId('keys'), (button) => {
  void attempt(act('press', { button }));
});
byId('phone').setAttribute('aria-label', t('page.phone'));
byId('log').setAttribute('aria-label', t('chat.messages'));
tick();
setInterval(tick, 5000);

listen({
  state: showState,
  message: ({ message }) => {
    log.put(message);
    showFoot();
  },
  deleted: ({ messageId }) => log.remove(messageId),
  draft: ({ draft }) => {
    log.setDraft(draft);
    if (draft) showAction(null);
  },
  action: ({ action }) => showAction(action),
  keyboard: ({ keyboard }) => showKeyboard(keyboard),
  reaction: ({ messageId, emoji }) => log.react(messageId, emoji),
  answered: showAnswer,
  profile: showProfile,
  offline: () => (byId('bot-state').textContent = t('chat.offline')),
});

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  void submit();
});
const picker = /** @type {HTMLInputElement} */ (byId('file'));
byId('attach').addEventListener('click', () => picker.click());
picker.addEventListener('change', async () => {
  for (const file of picker.files ?? []) await attempt(attach(file));
  picker.value = '';
});
text.addEventListener('input', fitText);
text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  void submit();
});
byId('start-button').addEventListener('click', () => void start());

/** @param {any} state */
function showState(state) {
  byId('bot-name').textContent = state.bot.name;
  byId('avatar').textContent = initials(state.bot.name);
  document.title = t('page.title', { bot: state.bot.name });
  showProfile(state);
  showAction(null);
  log.reset(state);
  showKeyboard(state.keyboard);
  showFoot();
}

/** @param {{ description: string, commands: any[] }} profile */
function showProfile(profile) {
  byId('description').textContent = profile.description || t('chat.empty.text');
  commands.show(profile.commands);
}

/** @param {any} keyboard */
function showKeyboard(keyboard) {
  keys.show(keyboard);
  text.placeholder = keyboard?.input_field_placeholder ?? t('composer.placeholder');
}

/** START stands where the composer is, until it was pressed. */
function showFoot() {
  const starting = wantsStart || log.isEmpty();
  byId('welcome').hidden = !log.isEmpty();
  byId('start').hidden = !starting;
  byId('start-note').hidden = payload === '';
  byId('composer').hidden = starting;
}

async function start() {
  const sent = await attempt(act('start', { payload }));
  if (!sent) return;
  wantsStart = false;
  // A reload must not offer the link a second time.
  history.replaceState(null, '', '/');
  showFoot();
  text.focus();
}

async function submit() {
  const message = text.value.trim();
  if (message === '') return;
  text.value = '';
  fitText();
  if (!(await attempt(act('send', { text: message })))) text.value = message;
  fitText();
}

/** @param {string} button @param {number} messageId @param {HTMLElement} key */
async function press(button, messageId, key) {
  key.classList.add('waiting');
  const result = await attempt(act('press', { button, messageId }));
  if (result?.kind === 'callback' && !early.delete(result.queryId)) waitingKeys.set(result.queryId, key);
  else key.classList.remove('waiting');
  setTimeout(() => key.classList.remove('waiting'), ACTION_MS);
}

/** @param {{ queryId: string, text: string, alert: boolean }} answer */
function showAnswer({ queryId, text: words, alert }) {
  waitingKeys.get(queryId)?.classList.remove('waiting');
  if (!waitingKeys.delete(queryId)) early.add(queryId);
  if (words === '') return;
  if (!alert) return toast(words);
  byId('alert-text').textContent = words;
  alertBox.showModal();
}

/** @param {string | null} action */
function showAction(action) {
  clearTimeout(actionTimer);
  const state = byId('bot-state');
  state.classList.toggle('typing', action !== null);
  state.textContent = t(action === null ? 'chat.bot' : 'chat.typing');
  if (action !== null) actionTimer = setTimeout(() => showAction(null), ACTION_MS);
}

/**
 * @template T
 * @param {Promise<T>} action
 * @returns {Promise<T | undefined>} undefined when it failed and the person was told
 */
async function attempt(action) {
  try {
    return await action;
  } catch {
    toast(t('notice.failed'));
    return undefined;
  }
}

/** @param {string} words */
function toast(words) {
  clearTimeout(toastTimer);
  byId('toast').textContent = words;
  byId('toast').hidden = false;
  toastTimer = setTimeout(() => (byId('toast').hidden = true), TOAST_MS);
}

function fitText() {
  text.rows = Math.min(5, text.value.split('\n').length);
  byId('send').classList.toggle('ready', text.value.trim() !== '');
}

/** A phone's clock leaves it to the daylight whether it is morning or evening. */
function tick() {
  const parts = new Intl.DateTimeFormat(locale(), { hour: 'numeric', minute: '2-digit' }).formatToParts();
  const clock = parts.filter(({ type }) => type !== 'dayPeriod').map(({ value }) => value);
  byId('clock').textContent = clock.join('').trim();
}

/** @param {string} name */
function initials(name) {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
}
