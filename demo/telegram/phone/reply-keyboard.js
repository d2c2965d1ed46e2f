// @ts-check
import { create } from './render-message.js';

/**
 * The bot's keyboard under the composer.
 * @param {HTMLElement} toggle
 * @param {HTMLElement} keys
 * @param {(label: string) => void} onPressed
 */
export function createReplyKeyboard(toggle, keys, onPressed) {
  /** @param {boolean} on */
  function open(on) {
    keys.hidden = !on;
    toggle.setAttribute('aria-expanded', String(on));
  }

  /** @param {any[]} row */
  function line(row) {
    const element = create('div', 'line');
    for (const button of row) {
      const label = typeof button === 'string' ? button : button.text;
      const key = /** @type {HTMLButtonElement} */ (create('button', 'key', label));
      key.type = 'button';
      key.addEventListener('click', () => onPressed(label));
      element.append(key);
    }
    return element;
  }

  toggle.addEventListener('click', () => open(keys.hidden !== false));
  return {
    /** @param {{ keyboard: any[][] } | null} keyboard */
    show(keyboard) {
      keys.replaceChildren(...(keyboard?.keyboard ?? []).map(line));
      toggle.hidden = keyboard === null;
      open(keyboard !== null);
    },
  };
}
