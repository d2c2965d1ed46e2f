import type { Furnished } from './furnish.ts';

/** Milliseconds in which what comes while the chat is open is read. */
const READ_WITHIN = 300;
const COUNTED = /^\(\d+\) /;
/** Unread messages of each chat of this page: they share its title. */
const counts = new Map<Furnished['chat'], number>();
let own: string | undefined;
let written = '';
let observer: MutationObserver | undefined;

/** Puts the number of unread messages in front of the page's title, and takes it away again. */
export function countInTitle({ chat, host }: Furnished): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = chat.subscribe(({ unread }) => {
    if ((counts.get(chat) ?? 0) === unread) return;
    counts.set(chat, unread);
    clearTimeout(timer);
    if (host.hasAttribute('open')) timer = setTimeout(show, READ_WITHIN);
    else show();
  });
  return () => {
    stop();
    clearTimeout(timer);
    counts.delete(chat);
    show();
  };
}

function show(): void {
  const count = [...counts.values()].reduce((sum, unread) => sum + unread, 0);
  if (count === 0) return restore();
  own ??= titleText();
  write(`(${count}) ${own}`);
  if (observer) return;
  observer = new MutationObserver(follow);
  observer.observe(document.head, { subtree: true, childList: true, characterData: true });
}

/** The page has changed its title meanwhile. What begins with a number is another counter's: two of them would never come to rest. */
function follow(): void {
  const title = titleText();
  if (own === undefined || title === written) return;
  own = title;
  if (!COUNTED.test(title)) show();
}

function restore(): void {
  observer?.disconnect();
  observer = undefined;
  if (own !== undefined && titleText() === written) write(own);
  own = undefined;
}

/** As it stands in the page: `document.title` would tidy its spaces. */
function titleText(): string {
  return document.querySelector('head > title')?.textContent ?? '';
}

function write(title: string): void {
  const element = document.querySelector('head > title');
  if (element) element.textContent = title;
  else document.title = title;
  written = title;
  observer?.takeRecords();
}
