// @ts-check
import { languages } from './words.js';

const KEY = 'telegram-demo-person';

/** Each browser is one person for as long as it keeps its storage; `?person=` picks another. */
function personId() {
  const chosen = new URLSearchParams(location.search).get('person') ?? localStorage.getItem(KEY);
  const id = /^\d{1,12}$/.test(chosen ?? '') ? Number(chosen) : 700_000_000 + Math.floor(Math.random() * 99_999_999);
  localStorage.setItem(KEY, String(id));
  return id;
}

const person = personId();

/**
 * Listens to the chat. `state` comes first and again after every reconnect.
 * @param {Record<string, (data: any) => void>} handlers by event name; `offline` is called when the line breaks
 */
export function listen(handlers) {
  const source = new EventSource(`/phone/events?person=${person}&languages=${encodeURIComponent(languages)}`);
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
  source.onerror = () => handlers['offline']?.(undefined);
}

/**
 * Sends a picture or a document. Rejects like {@link act}.
 * @param {File} file
 */
export async function attach(file) {
  const query = new URLSearchParams({ person: String(person), name: file.name, type: file.type });
  const response = await fetch(`/phone/attach?${query}`, { method: 'POST', body: file });
  const answer = await response.json();
  if (!answer.ok) throw new Error(answer.description);
}

/**
 * Does what the person does. Rejects when the emulator refused or is gone.
 * @param {'send' | 'press' | 'start'} action
 * @param {Record<string, unknown>} body
 * @returns {Promise<any>}
 */
export async function act(action, body) {
  const response = await fetch(`/phone/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, ...body }),
  });
  const answer = await response.json();
  if (!answer.ok) throw new Error(answer.description);
  return answer.result;
}
