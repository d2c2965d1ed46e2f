// @ts-check
import { create } from './render-message.js';

/**
 * The list of the bot's commands above the composer.
 * @param {HTMLElement} toggle
 * @param {HTMLElement} list
 * @param {(command: string) => void} onChosen with its slash
 */
export function createCommandsMenu(toggle, list, onChosen) {
  /** @param {boolean} on */
  function open(on) {
    list.hidden = !on;
    toggle.setAttribute('aria-expanded', String(on));
  }

  /** @param {{ command: string, description: string }} command */
  function item({ command, description }) {
    const button = /** @type {HTMLButtonElement} */ (create('button', 'command-item'));
    button.type = 'button';
    button.append(create('bdi', '', `/${command}`), create('span', '', description));
    button.addEventListener('click', () => {
      open(false);
      onChosen(`/${command}`);
    });
    return button;
  }

  toggle.addEventListener('click', () => open(list.hidden !== false));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) {
      open(false);
      toggle.focus();
    }
  });
  return {
    /** @param {{ command: string, description: string }[]} commands */
    show(commands) {
      toggle.hidden = commands.length === 0;
      list.replaceChildren(...commands.map(item));
      if (commands.length === 0) open(false);
    },
  };
}
