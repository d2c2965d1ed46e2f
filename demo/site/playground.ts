import { choicesOf, isToken, snippetOf, type Choices } from './snippet.ts';

/** The controls of the playground turn the tag of the page, and beside them stands how to write it. */
const find = <E extends Element>(selector: string) => document.querySelector<E>(`.playground ${selector}`)!;
const chat = document.querySelector<HTMLElement>('agent-chat')!;
const form = find<HTMLFormElement>('form');
const code = find('code');
const copy = find<HTMLButtonElement>('[data-copied]');
const told = find('output');
const untouched = read();

form.addEventListener('input', turn);
// The controls have their values back only after the event.
form.addEventListener('reset', () => setTimeout(turn));
copy.addEventListener('click', () => void copySnippet());
turn();

function turn(): void {
  const choices = choicesOf(untouched, read());
  for (const name of untouched.keys()) {
    const value = choices.get(name);
    if (isToken(name)) chat.style.setProperty(name, value ?? '');
    else if (value) chat.setAttribute(name, value);
    else chat.removeAttribute(name);
  }
  const place = choices.get('mode') === 'inline' ? find('.stage') : document.body;
  if (chat.parentElement !== place) {
    place.append(chat);
    // An inline chat opens when it comes into sight.
    chat.scrollIntoView({ block: 'nearest' });
  }
  code.textContent = snippetOf(location.origin, choices);
  told.textContent = '';
}

function read(): Choices {
  return new Map([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

async function copySnippet(): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent);
    told.textContent = copy.dataset.copied!;
  } catch {
    // Without HTTPS, or without leave, there is no clipboard: the visitor copies what is selected.
    getSelection()?.selectAllChildren(code);
  }
}
