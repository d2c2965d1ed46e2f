import { waitUntil } from '@open-wc/testing';
import type Axe from 'axe-core';
import 'axe-core';
import '../agent-chat.ts';
import type { AgentChat } from '../agent-chat.ts';
import { FakeChat } from './fake-chat.ts';

/** It comes as a script that leaves itself on the window. */
declare const axe: typeof Axe;

type State = ConstructorParameters<typeof FakeChat>[0];

/** The real element on the page, opened over a client whose other side is the test. */
export async function openChat(state: State = {}, attributes: Record<string, string> = {}) {
  const chat = new FakeChat(state);
  const element: AgentChat = document.createElement('agent-chat');
  element.chat = chat;
  for (const [name, value] of Object.entries({ locale: 'en', ...attributes })) element.setAttribute(name, value);
  document.body.append(element);
  element.open();
  const root = element.shadowRoot!;
  const query = <T extends Element = HTMLElement>(selector: string): T | null => root.querySelector<T>(selector);
  await waitUntil(() => query<HTMLDialogElement>('dialog')?.open, 'the chat opens', { timeout: 8000 });
  return {
    chat,
    element,
    root,
    query,
    /** The element when it is there. */
    async find<T extends Element = HTMLElement>(selector: string): Promise<T> {
      await waitUntil(() => query(selector), `there is ${selector}`, { timeout: 4000 });
      return query<T>(selector)!;
    },
    texts: (selector: string): string[] => [...root.querySelectorAll(selector)].map((part) => part.textContent!.trim()),
    /** The calls of one name that the client was asked, oldest first. */
    asked: (name: string): unknown[][] => chat.asked.filter(([call]) => call === name),
    faults: () => axeFaults(element),
    remove: () => element.remove(),
  };
}

export type OpenedChat = Awaited<ReturnType<typeof openChat>>;

/** What axe finds once the panel is at rest: none, if all is well. */
export async function axeFaults(element: AgentChat): Promise<string[]> {
  const animations = element.shadowRoot!.getAnimations();
  const finite = animations.filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
  await Promise.allSettled(finite.map(({ finished }) => finished));
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
