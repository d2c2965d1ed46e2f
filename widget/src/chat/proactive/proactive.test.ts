import type { PageSettings, ProactiveRuleView } from '@agent-chat/sdk/protocol';
import { expect } from '@open-wc/testing';
import type Axe from 'axe-core';
import 'axe-core';
import '../../agent-chat.ts';
import type { AgentChat } from '../../agent-chat.ts';
import type { AgentChatProactiveShownEvent } from '../../events/proactive-shown-event.ts';
import { FakeChat } from '../../testing/fake-chat.ts';
import { waitUntil } from '../../testing/wait-until.ts';

declare const axe: typeof Axe;

const RULE: ProactiveRuleView = {
  id: 'cart',
  when: { event: { name: 'cart' } },
  text: '**Need** a hand?',
  choices: [{ value: 'cart-0', label: 'Yes please', text: 'Yes, please help', scenario: 'consultation' }],
};

/** The tag on a page whose server has these settings. */
function place(settings: PageSettings, attributes: Record<string, string> = {}) {
  const realFetch = window.fetch;
  const asked: string[] = [];
  window.fetch = (input, init) => {
    const url = String(input);
    asked.push(url);
    return url.includes('/api/sites/') ? Promise.resolve(Response.json(settings)) : realFetch(input, init);
  };
  const chat = new FakeChat();
  const element: AgentChat = document.createElement('agent-chat');
  element.chat = chat;
  for (const [name, value] of Object.entries({ locale: 'en', ...attributes })) element.setAttribute(name, value);
  document.body.append(element);
  const query = <T extends Element = HTMLElement>(selector: string) => element.shadowRoot!.querySelector<T>(selector);
  return {
    asked,
    chat,
    element,
    query,
    shown: (): Promise<AgentChatProactiveShownEvent> =>
      new Promise((resolve) => element.addEventListener('agent-chat-proactive-shown', resolve, { once: true })),
    greeting: async () => {
      await waitUntil(() => query('.greeting'), 'the greeting is shown');
      return query('.greeting')!;
    },
    remove() {
      window.fetch = realFetch;
      element.remove();
    },
  };
}

describe('speaking first', () => {
  let page: ReturnType<typeof place>;
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  afterEach(() => page.remove());

  it('shows the words of a rule once it holds, without taking the focus, and tells the page and the ear', async () => {
    page = place({ proactive: [RULE] });
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    const shown = page.shown();
    page.element.track('cart', { total: 3 });
    expect((await shown).rule).to.equal('cart');
    expect(page.asked.find((url) => url.includes('/api/sites/'))).to.match(/\/api\/sites\/default\/page\?locale=en$/);
    const greeting = await page.greeting();
    expect(greeting.querySelector('.greeting-text')!.textContent!.trim()).to.equal('Need a hand?');
    await waitUntil(() => page.query('.greeting-spoken')!.textContent === 'Need a hand?');
    expect(document.activeElement).to.equal(field);
    expect(page.chat.asked).to.deep.equal([]);
    field.remove();
  });

  it('passes axe, in a language from right to left as well', async () => {
    page = place({ proactive: [RULE] }, { locale: 'he' });
    page.element.track('cart');
    const greeting = await page.greeting();
    expect(greeting.querySelector('.greeting-text')!.getAttribute('dir')).to.equal('rtl');
    const middle = (part: Element) => part.getBoundingClientRect().left + part.getBoundingClientRect().width / 2;
    const isLeft = (part: Element) => middle(part) < innerWidth / 2;
    expect(isLeft(greeting)).to.equal(isLeft(page.query('.launcher')!));
    await Promise.all(greeting.getAnimations().map(({ finished }) => finished));
    const { violations } = await axe.run(page.element, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
  });

  it('is closed by Escape and by its button, and not shown again to the same visitor', async () => {
    page = place({ proactive: [RULE] });
    page.element.track('cart');
    await page.greeting();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(page.query('.greeting')).to.equal(null);
    page.remove();

    page = place({ proactive: [RULE, { ...RULE, id: 'other' }] });
    const shown = page.shown();
    page.element.track('cart');
    expect((await shown).rule).to.equal('other');
    (await page.greeting()).querySelector<HTMLElement>('.greeting-close')!.click();
    expect(page.query('.greeting')).to.equal(null);
    expect(page.element.hasAttribute('open')).to.equal(false);
  });

  it('goes on in the chat: what was tracked, the rule’s words, and the reply that was picked under them', async () => {
    page = place({ proactive: [RULE] });
    page.element.track('cart', { total: 3 });
    (await page.greeting()).querySelector<HTMLElement>('.greeting-choice')!.click();
    await waitUntil(() => page.chat.asked.some(([call]) => call === 'send'), 'the reply is sent');
    expect(page.query('.greeting')).to.equal(null);
    const asked = page.chat.asked.filter(([call]) => call === 'track' || call === 'send');
    const said = page.chat.state.messages.find(({ role }) => role === 'agent')!;
    expect(asked).to.deep.include.members([
      ['track', 'cart', { total: 3 }],
      ['track', 'proactive', { rule: 'cart' }],
      ['send', 'Yes, please help', { scenario: 'consultation', pick: { messageId: said.id, value: 'cart-0' } }],
    ]);
  });

  it('never stands over a chat that is open, and goes when it opens', async () => {
    page = place({ proactive: [RULE] });
    page.element.track('cart');
    await page.greeting();
    page.element.open();
    await waitUntil(() => page.query<HTMLDialogElement>('dialog')?.open, 'the chat opens');
    expect(page.query('.greeting')).to.equal(null);
    page.element.close();
    page.element.track('cart', 2);
    await waitUntil(() => page.chat.asked.some(([call, , data]) => call === 'track' && data === 2));
    expect(page.query('.greeting')).to.equal(null);
  });
});
