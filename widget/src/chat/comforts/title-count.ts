import type { Chat } from '@agent-chat/sdk';

const COUNTED = /^\(\d+\) /;
/** Unread messages of each chat of this page: they share its title. */
const counts = new Map<Chat, number>();
let own: string | undefined;
let written = '';
let observer: MutationObserver | undefined;

/** Puts the number of unread messages in front of the page's title, and takes it away again. */
export function countInTitle(chat: Chat): () => void {
  const stop = chat.subscribe(({ unread }) => {
    if (counts.get(chat) === unread) return;
    counts.set(chat, unread);
    show();
  });
  return () => {
    stop();
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
