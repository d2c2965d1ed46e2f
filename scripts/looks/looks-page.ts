import { ChatError, type ConversationSummary } from '@agent-chat/sdk';
import { conversation, createFakeChat, type FakeChat } from '@agent-chat/sdk/testing';
import type { AgentChat } from '@agent-chat/widget';
import { findFaults } from './find-faults.ts';
import { ago, LOST_FILE, type Words } from './look-states.ts';
import { looks } from './looks.ts';

/** What the page offers to whoever drives the browser. */
export interface LooksPage {
  names: string[];
  /** Shows one state of the widget in one language, from nothing; resolves with its faults once it is at rest. */
  show(name: string, locale: string, words: Words): Promise<string[]>;
}

const LIMIT_MS = 15_000;

Object.assign(window, { looks: { names: Object.keys(looks), show } satisfies LooksPage });

async function show(name: string, locale: string, words: Words): Promise<string[]> {
  document.querySelector('agent-chat')?.remove();
  localStorage.clear();
  const { state, path, isClosed } = looks[name]!;
  const element: AgentChat = document.createElement('agent-chat');
  element.chat = openFakeChat(state(words), locale, words);
  element.setAttribute('locale', locale);
  document.documentElement.lang = locale;
  document.body.append(element);
  const root = element.shadowRoot!;
  if (isClosed) meet(element);
  else element.open();
  for (const step of path) {
    if (typeof step === 'string') await waitFor(`${name}: ${step}`, () => root.querySelector(step) !== null);
    else step(root);
  }
  await rest(root);
  return findFaults(root);
}

/** A launcher says how much is unread, and the agent speaks first, only after a while, or when something happens. */
function meet(element: AgentChat): void {
  element.shadowRoot!.querySelector('button')!.dispatchEvent(new PointerEvent('pointerenter'));
  element.track('look');
}

type State = ReturnType<(typeof looks)[string]['state']>;

function openFakeChat(state: State, locale: string, words: Words): FakeChat {
  // What somebody thought of an answer is remembered by its id.
  const messages = state.messages?.map((message) => ({ id: crypto.randomUUID(), ...message }));
  const held = state.conversation ?? conversation();
  const chat = createFakeChat({ ...state, messages, conversation: { ...held, locale } });
  const upload = chat.upload.bind(chat);
  chat.upload = async (file, options) => {
    if (file.name === LOST_FILE) throw new ChatError({ code: 'TIMEOUT', message: '' });
    return upload(file, options);
  };
  const bike = words['scenarios:consultation.bike.eBike']!;
  chat.memory = { items: [{ id: 'i', text: bike, channel: 'web', at: ago(60) }], total: 3 };
  const past = { first: words['agent:greeting.questions.prices']!, last: words['scenarios:consultation.goodbye']! };
  chat.past = ['p', 'q'].map((id): ConversationSummary => ({
    ...{ id, status: 'closed', ...past, createdAt: ago(9000), updatedAt: ago(9000), rating: { rating: 4 } },
  }));
  return chat;
}

async function waitFor(what: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`There is no ${what}`);
    await frame();
  }
}

/** What comes late has come, and nothing moves any more. */
async function rest(root: ShadowRoot): Promise<void> {
  for (let quiet = 0, before = ''; quiet < 3; await frame()) {
    const now = root.innerHTML;
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
  for (const animation of root.getAnimations()) {
    if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish();
  }
}

const frame = (): Promise<number> => new Promise(requestAnimationFrame);
