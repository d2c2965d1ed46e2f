import { expect, waitUntil } from '@open-wc/testing';
import '../../agent-chat.ts';
import type { AgentChat } from '../../agent-chat.ts';
import { axeFaults } from '../../testing/open-chat.ts';
import { FakeChat, message } from '../../testing/fake-chat.ts';

let box: HTMLElement;
let element: AgentChat;

function place(mode: string, style: Partial<CSSStyleDeclaration> = {}): FakeChat {
  box = document.createElement('main');
  Object.assign(box.style, style);
  const chat = new FakeChat({ messages: [message({ seq: 1, text: 'Hello' })] });
  element = document.createElement('agent-chat');
  element.setAttribute('locale', 'en');
  element.setAttribute('mode', mode);
  element.chat = chat;
  box.append(element);
  document.body.append(box);
  return chat;
}

const panel = () => element.shadowRoot!.querySelector<HTMLElement>('.panel');
const shown = () => waitUntil(() => panel() && !panel()!.hidden, 'it is shown', { timeout: 6000 });

describe('the chat as a part of the page', () => {
  afterEach(() => box.remove());

  it('fills its box as a named region, without a launcher and without taking the focus', async () => {
    place('inline', { width: '420px', height: '500px' });
    await shown();
    const { width, height, top } = panel()!.getBoundingClientRect();
    expect([width, height, top]).to.deep.equal([420, 500, box.getBoundingClientRect().top]);
    expect([panel()!.localName, Boolean(panel()!.ariaLabel ?? panel()!.getAttribute('aria-label'))]).to.deep.equal([
      'section',
      true,
    ]);
    expect(element.shadowRoot!.querySelector<HTMLElement>('.launcher')!.offsetParent).to.equal(null);
    expect(element.shadowRoot!.querySelector('[part=close]')).to.equal(null);
    expect(document.activeElement).to.equal(document.body);
    expect(element.hasAttribute('open')).to.equal(true);
    expect(await axeFaults(element)).to.deep.equal([]);
  });

  it('is loaded when it comes into sight, not before', async () => {
    const chat = place('inline', { height: '400px', marginTop: '3000px' });
    await new Promise((done) => setTimeout(done, 300));
    expect([element.hasAttribute('open'), chat.asked.length]).to.deep.equal([false, 0]);
    box.scrollIntoView();
    await shown();
    scrollTo(0, 0);
  });

  it('stays open on Escape and closes when the page says so', async () => {
    place('inline', { height: '400px' });
    await shown();
    panel()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(element.hasAttribute('open')).to.equal(true);
    element.close();
    await waitUntil(() => panel()!.hidden);
  });

  it('sends what is typed', async () => {
    const chat = place('inline', { height: '400px' });
    await shown();
    const field = element.shadowRoot!.querySelector('textarea')!;
    field.value = 'Hi';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await waitUntil(() => chat.asked.some(([call, text]) => call === 'send' && text === 'Hi'));
  });

  it('fills the window and is ready to be typed into where it is the whole page', async () => {
    place('page');
    await shown();
    const { width, height } = panel()!.getBoundingClientRect();
    expect([width, height]).to.deep.equal([document.documentElement.clientWidth, innerHeight]);
    await waitUntil(() => element.shadowRoot!.activeElement?.localName === 'textarea');
    expect(await axeFaults(element)).to.deep.equal([]);
  });

  it('becomes a launcher when its mode changes, and back', async () => {
    place('inline', { height: '400px' });
    await shown();
    element.mode = 'floating';
    await waitUntil(() => element.shadowRoot!.querySelector('dialog')?.open, 'a dialog', { timeout: 4000 });
    expect(element.shadowRoot!.querySelector('section.panel')).to.equal(null);
    element.mode = 'page';
    await shown();
    expect(element.shadowRoot!.querySelector('dialog')).to.equal(null);
  });
});
