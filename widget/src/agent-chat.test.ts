import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import './agent-chat.ts';
import type { AgentChat } from './agent-chat.ts';
import type { AgentChatMessageAddedEvent } from './index.ts';
import { FakeChat, message } from './testing/fake-chat.ts';

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
    expect(button().ariaLabel).to.equal('Открыть чат');
    expect(element.shadowRoot!.querySelectorAll('*').length).to.equal(3);
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
    expect(button().ariaLabel).to.equal('Open chat, 2 new messages');
  });

  it('names the fix of a wrong attribute once', () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warnings.push(text);
    place({ theme: 'drak', mode: 'inline', locale: '??', server: 'http://' });
    console.warn = warn;
    expect(warnings).to.have.lengthOf(4);
    expect(warnings[0]).to.contain('theme="drak"').and.contain('auto, light or dark');
  });

  it('shows another language as soon as its attribute says so', async () => {
    const chat = new FakeChat();
    place({ open: '', locale: 'en' }, chat);
    await waitUntil(() => panel()?.open);
    element.setAttribute('locale', 'ru');
    await waitUntil(() => element.shadowRoot!.querySelector('textarea')!.placeholder === 'Напишите сообщение…');
    expect(chat.asked).to.deep.include(['setLocale', 'ru']);
  });

  it('shows changed texts when the server says that they have changed', async () => {
    const chat = new FakeChat();
    place({ open: '' }, chat);
    await waitUntil(() => panel()?.open);
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
