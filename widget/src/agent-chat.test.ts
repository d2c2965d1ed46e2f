import type { PageView } from '@agent-chat/sdk';
import { expect, oneEvent } from '@open-wc/testing';
import './agent-chat.ts';
import type { AgentChat } from './agent-chat.ts';
import type { AgentChatErrorEvent, AgentChatLeadCapturedEvent, AgentChatMessageAddedEvent } from './index.ts';
import { FakeChat, message } from './testing/fake-chat.ts';
import { waitUntil } from './testing/wait-until.ts';

let element: AgentChat;

function place(attributes: Record<string, string> = {}, chat: FakeChat = new FakeChat()): AgentChat {
  element = document.createElement('agent-chat');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.chat = chat;
  document.body.append(element);
  return element;
}

const button = () => element.shadowRoot!.querySelector<HTMLButtonElement>('.launcher')!;
const panel = () => element.shadowRoot!.querySelector('dialog');

describe('the launcher', () => {
  afterEach(() => element.remove());

  it('is a named button and nothing else until it is used', () => {
    place({ locale: 'ru-RU' });
    expect(button().textContent).to.equal('Открыть чат');
    expect(element.shadowRoot!.querySelectorAll('*').length).to.equal(5);
    expect(panel()).to.equal(null);
  });

  it('takes the language of the text around it', () => {
    const paragraph = document.createElement('div');
    paragraph.lang = 'ru';
    document.body.append(paragraph);
    place();
    paragraph.append(element);
    expect(element.locale).to.equal('ru');
    paragraph.remove();
  });

  it('opens the chat with the caret in the composer and says so', async () => {
    place();
    const opened = oneEvent(element, 'agent-chat-opened');
    button().click();
    await opened;
    await waitUntil(() => panel()?.open);
    expect(element.hasAttribute('open')).to.equal(true);
    expect(element.shadowRoot!.activeElement?.localName).to.equal('textarea');
    expect(button().ariaExpanded).to.equal('true');
  });

  it('closes by Escape and gives the focus back', async () => {
    place({ open: '' });
    await waitUntil(() => panel()?.open);
    const closed = oneEvent(element, 'agent-chat-closed');
    panel()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    await closed;
    await waitUntil(() => !panel()!.open);
    expect(element.shadowRoot!.activeElement).to.equal(button());
    expect(element.open).to.be.a('function');
  });

  it('sends what was said before the chat was loaded, unless a listener keeps it back', async () => {
    const chat = new FakeChat();
    place({}, chat);
    element.addEventListener('agent-chat-message-send', (event) => event.text === 'no' && event.preventDefault());
    await Promise.all([element.send('yes'), element.send('no')]);
    expect(chat.asked.filter(([call]) => call === 'send')).to.deep.equal([['send', 'yes', undefined]]);
    expect(panel()?.open).to.equal(false);
  });

  it('tells of each message that joins the conversation', async () => {
    const chat = new FakeChat();
    place({ open: '' }, chat);
    await waitUntil(() => panel()?.open);
    const added: Promise<AgentChatMessageAddedEvent> = oneEvent(element, 'agent-chat-message-added');
    chat.add(message({ seq: 1, text: 'Hello' }));
    expect((await added).message.text).to.equal('Hello');
  });

  it('counts what waits to be read while the chat is closed', async () => {
    const chat = new FakeChat();
    place({ open: '' }, chat);
    await waitUntil(() => panel()?.open);
    element.close();
    chat.set({ unread: 2 });
    await waitUntil(() => button().dataset.unread === '2');
    expect(button().textContent).to.equal('Open chat, 2 new messages');
  });

  it('names the fix of each wrong value once, and of one that comes later', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warnings.push(text);
    place({ theme: 'drak', mode: 'inlined', locale: '??', server: 'http://', context: '[1]', identity: 'a.b.secret!' });
    button().dispatchEvent(new PointerEvent('pointerenter'));
    await waitUntil(() => warnings.length >= 6, 'it warns');
    element.theme = 'light';
    element.setAttribute('theme', 'drak');
    element.setAttribute('position', 'left');
    await waitUntil(() => warnings.length === 7);
    console.warn = warn;
    expect(warnings[0]).to.contain('theme="drak"').and.contain('auto, light or dark');
    expect(warnings[6]).to.contain('position="left"').and.contain('bottom-start');
    expect(warnings.join()).not.to.contain('secret');
  });

  it('reflects its properties, and takes those that were set before it became an element', () => {
    // A document without a window upgrades nothing; joining the page does.
    element = document.implementation.createHTMLDocument().createElement('agent-chat');
    const chat = new FakeChat();
    Object.assign(element, { theme: 'dark', context: { product: 7 }, chat });
    expect(element.hasAttribute('theme')).to.equal(false);
    document.body.append(element);
    expect([element.getAttribute('theme'), element.chat]).to.deep.equal(['dark', chat]);
    for (const name of ['theme', 'site', 'mode', 'position', 'identity'] as const) {
      Object.assign(element, { [name]: 'x' });
      expect(element.getAttribute(name)).to.equal('x');
      Object.assign(element, { [name]: undefined });
      expect(element.hasAttribute(name)).to.equal(false);
    }
    element.context = { product: 7 };
    expect(element.getAttribute('context')).to.equal('{"product":7}');
    expect(element.context).to.deep.equal({ product: 7 });
  });

  it('shows another language as soon as its attribute says so', async () => {
    const chat = new FakeChat();
    place({ open: '', locale: 'en' }, chat);
    await waitUntil(() => panel()?.open);
    element.setAttribute('locale', 'ru');
    await waitUntil(() => element.shadowRoot!.querySelector('textarea')!.placeholder === 'Сообщение…');
    expect(chat.asked).to.deep.include(['setLocale', 'ru']);
  });

  it('shows changed texts when the server says that they have changed', async () => {
    const chat = new FakeChat();
    place({ open: '' }, chat);
    // What the page has of its chat comes after the chat; its tools are the last of it.
    await waitUntil(() => element.shadowRoot!.querySelector('.tool'));
    const { fetch } = window;
    window.fetch = async () => new Response(JSON.stringify({ composer: { placeholder: 'Changed' } }));
    chat.tell('notice', { code: 'locale-changed', message: '' });
    await waitUntil(() => element.shadowRoot!.querySelector('textarea')!.placeholder === 'Changed');
    window.fetch = fetch;
  });

  it('looks the same on a page whose style sheet resets everything', async () => {
    place({ open: '' }, new FakeChat({ messages: [message({ seq: 1, text: '# Hi\n\n- there' })] }));
    await waitUntil(() => element.shadowRoot!.querySelector('li'));
    await Promise.allSettled(element.shadowRoot!.getAnimations().map(({ finished }) => finished));
    const before = looks();
    const hostile = new CSSStyleSheet();
    hostile.replaceSync('* { all: unset !important; font-size: 40px !important; color: red !important }');
    document.adoptedStyleSheets.push(hostile);
    const after = looks();
    document.adoptedStyleSheets.pop();
    expect(after).to.deep.equal(before);
  });

  it('does what the page has asked of it before it came', async () => {
    window.agentChat = [['open']];
    place();
    await waitUntil(() => panel()?.open);
    window.agentChat.push(['close']);
    await waitUntil(() => !panel()!.open);
  });

  it('stays closed when a listener says so', async () => {
    place();
    element.addEventListener('agent-chat-open', (event) => event.preventDefault(), { once: true });
    button().click();
    await waitUntil(() => panel() && !element.hasAttribute('open'));
    expect(panel()!.open).to.equal(false);
    button().click();
    await waitUntil(() => panel()!.open);
  });

  it('opens by a property too, as frameworks set it', async () => {
    place();
    element.open = true as never;
    await waitUntil(() => panel()?.open);
    element.open = false as never;
    await waitUntil(() => !panel()!.open);
  });

  it('gives the focus back to the button of the page that opened it', async () => {
    const opener = document.createElement('button');
    document.body.append(opener);
    place();
    opener.onclick = () => element.open();
    opener.focus();
    opener.click();
    await waitUntil(() => element.shadowRoot!.activeElement?.localName === 'textarea');
    element.close();
    await waitUntil(() => document.activeElement === opener);
    opener.remove();
  });

  it('tells the page of errors, of leads and of what becomes of the conversation', async () => {
    const chat = new FakeChat();
    place({ open: '' }, chat);
    await oneEvent(element, 'agent-chat-opened');
    const error: Promise<AgentChatErrorEvent> = oneEvent(element, 'agent-chat-error');
    const lead: Promise<AgentChatLeadCapturedEvent> = oneEvent(element, 'agent-chat-lead-captured');
    const handlers: string[] = [];
    element.addEventListener('agent-chat-conversation-changed', (event) => handlers.push(event.conversation.handler));
    chat.tell('error', { code: 'RATE_LIMITED', message: 'Too many' });
    chat.tell('lead', { id: 'l1', scenario: 'lead-capture', name: 'Ann' });
    await waitUntil(() => handlers.length === 1);
    chat.set({ conversation: { ...chat.state.conversation!, lastSeq: 9 } });
    chat.set({ conversation: { ...chat.state.conversation!, handler: 'operator' } });
    expect((await error).error.code).to.equal('RATE_LIMITED');
    expect((await lead).lead.name).to.equal('Ann');
    await waitUntil(() => handlers.length === 2);
    expect(handlers).to.deep.equal(['agent', 'operator']);
  });

  it('tells the server of another page and of its facts, without a reload', async () => {
    const { href } = location;
    const chat = new FakeChat();
    place({ open: '', context: '{"product":"bike-7"}' }, chat);
    const pages = () => chat.asked.filter(([call]) => call === 'setPage').map(([, page]) => page as PageView);
    await waitUntil(() => pages().length === 1, 'the facts are told');
    expect(pages()[0]!.context).to.deep.equal({ product: 'bike-7' });
    history.pushState(null, '', '?bike=8');
    await waitUntil(() => pages().at(-1)!.url.endsWith('?bike=8'), 'the page is told');
    element.context = { product: 'bike-8' };
    await waitUntil(() => pages().at(-1)!.context?.['product'] === 'bike-8');
    history.replaceState(null, '', href);
  });

  it('signs its user in and out as its attribute says', async () => {
    const chat = new FakeChat();
    place({ open: '' }, chat);
    await oneEvent(element, 'agent-chat-opened');
    element.identity = 'a.b.c';
    await waitUntil(() => chat.asked.some(([call, token]) => call === 'identify' && token === 'a.b.c'));
    element.identity = undefined;
    await waitUntil(() => chat.asked.some(([call]) => call === 'reset'));
  });

  it('shows what the page puts into its slots', async () => {
    place({ open: '' }, new FakeChat({ messages: [] }));
    element.innerHTML =
      '<b slot="launcher">Ask</b><b slot="header">Ada</b><b slot="empty">Hi</b><b slot="footer">Terms</b>';
    await waitUntil(() => panel()?.open);
    const boxes = [...element.children].map((child) => child.getBoundingClientRect());
    expect(boxes.every(({ width, height }) => width > 0 && height > 0)).to.equal(true);
    expect(element.shadowRoot!.querySelector('h2')!.offsetParent).to.equal(null);
    const [launcher, header, empty, footer] = boxes as [DOMRect, DOMRect, DOMRect, DOMRect];
    expect(header.bottom).to.be.below(empty.top);
    expect(empty.bottom).to.be.below(footer.top);
    expect(launcher.top).to.be.above(footer.bottom);
  });

  it('hides its name and nothing else of it', async () => {
    place({ open: '' });
    await waitUntil(() => panel()?.open);
    const looks = (selector: string) => getComputedStyle(element.shadowRoot!.querySelector(selector)!).position;
    expect([looks('.launcher span'), looks('.avatar')]).to.deep.equal(['absolute', 'static']);
  });

  it('stands in the other corner when it is told to', () => {
    place({ position: 'bottom-start' });
    expect(button().getBoundingClientRect().left).to.equal(20);
    element.position = undefined;
    expect(Math.round(innerWidth - button().getBoundingClientRect().right)).to.be.within(20, 36);
  });

  it('goes with its element, and leaves a client of the page open', async () => {
    const chat = new FakeChat();
    place({ open: '' }, chat);
    await waitUntil(() => panel()?.open);
    element.remove();
    await waitUntil(() => !element.shadowRoot!.querySelector('agent-chat-panel'));
    expect(chat.asked).not.to.deep.include(['close']);
    document.body.append(element);
    await waitUntil(() => panel()?.open);
  });
});

/** All that a visitor can see of each element. */
function looks(): unknown[] {
  return [...element.shadowRoot!.querySelectorAll('*')].map((part) => {
    const style = getComputedStyle(part);
    const { x, y, width, height } = part.getBoundingClientRect();
    return [part.localName, x, y, width, height, ...[...style].map((name) => style.getPropertyValue(name))];
  });
}
