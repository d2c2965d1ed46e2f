import type { Conversation } from '@agent-chat/sdk';
import { conversation, type FakeChatOptions } from '@agent-chat/sdk/testing';
import { advice, asksConsent, away, broken, form, offer, LOST_FILE, ownSite, said, type Words } from './look-states.ts';

/** A state that the chat can be in, and how one gets there. */
export interface Look {
  state(words: Words): FakeChatOptions;
  /** What is waited for and what is done, one after the other; at the end of it the chat is looked at. */
  path: (string | Act)[];
  /** Nobody opens it: the launcher, and what stands beside it. */
  isClosed?: boolean;
}

type Act = (root: ShadowRoot) => void;

const click =
  (selector: string): Act =>
  (root) =>
    root.querySelector<HTMLElement>(selector)!.click();

const MENU = ['.menu-button', click('.menu-button'), '.menu [role=menuitem]'];

const view = (name: string, seen: string): Look => ({
  state: said,
  path: [...MENU, click(`.menu [data-view=${name}]`), `.view ${seen}`],
});

const inState = (fields: Partial<FakeChatOptions>, ...path: Look['path']): Look => ({
  state: (words) => ({ ...said(words), ...fields }),
  path,
});

const inConversation = (fields: Partial<Conversation>, ...path: Look['path']): Look =>
  inState({ conversation: conversation(fields) }, ...path);

/** Everything that has words in it, from the closed chat on. */
export const looks: Record<string, Look> = {
  launcher: {
    state: () => ({ site: ownSite, unread: 3 }),
    path: ['.greeting-choice', '.launcher[data-unread]'],
    isClosed: true,
  },
  greeting: { state: (words) => ({ site: ownSite, messages: [offer(words)] }), path: ['.choices .choice', '.attach'] },
  talk: inState({}, '.citations', '.attach'),
  actions: inState({}, '.acts .act', click('.acts .act:last-child'), '.comment textarea'),
  menu: inState({}, ...MENU),
  language: view('language', '[aria-pressed]'),
  link: view('link', '.qr svg'),
  linked: inConversation(
    { channels: [{ channel: 'telegram', name: 'Nina Weber', linkedAt: new Date().toISOString() }] },
    ...view('link', '.linked').path,
  ),
  memory: view('memory', '.memories button'),
  earlier: view('earlier', '.conversations button'),
  transcript: view('transcript', 'p'),
  end: view('end', '.button'),
  new: view('new', '.button'),
  alerts: view('alerts', '[role=switch]'),
  help: view('help', 'dd'),
  form: { state: form, path: ['.form .button', click('.form .button'), '.field-error'] },
  advice: { state: advice, path: ['.cards button', '.choices .choice'] },
  files: inState({}, '.attach', attach, '.attachment.ready', '.attachment.failed'),
  commands: inState({}, '.attach', slash, '.commands [role=option]'),
  consent: { state: asksConsent, path: ['.aside .button'] },
  rating: inConversation({ status: 'closed' }, '.aside .star', click('.aside [value="4"]'), '.aside textarea'),
  rated: inConversation({ status: 'closed', rating: { rating: 4 } }, '.aside .link'),
  operator: inConversation({ handler: 'operator' }, '.status.operator'),
  offline: inState({ connection: 'offline' }, '.notice'),
  broken: { state: broken, path: ['.failed button'] },
  away: { state: away, path: ['.away button'] },
};

/** One arrives, the other does not. */
function attach(root: ShadowRoot): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['%PDF-1.7'], 'offer.pdf', { type: 'application/pdf' }));
  dataTransfer.items.add(new File(['%PDF-1.7'], LOST_FILE, { type: 'application/pdf' }));
  const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
  root.querySelector('.scroller')!.dispatchEvent(drop);
}

function slash(root: ShadowRoot): void {
  const field = root.querySelector('textarea')!;
  field.value = '/';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
