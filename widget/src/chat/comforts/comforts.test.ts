import { conversation, message } from '@agent-chat/sdk/testing';
import { expect } from '@open-wc/testing';
import { openChat, type OpenedChat } from '../../testing/open-chat.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const TITLE = '  Bicycles  & more ';

describe('an open chat', () => {
  let page: OpenedChat;
  const title = () => document.querySelector('title')!.textContent;

  beforeEach(() => {
    if (!document.querySelector('title')) document.head.append(document.createElement('title'));
    document.querySelector('title')!.textContent = TITLE;
  });

  afterEach(() => {
    page.remove();
    localStorage.clear();
  });

  async function closed(): Promise<void> {
    page = await openChat({ messages: [message({ seq: 1, text: 'Hello' })] });
    await page.find('.tool');
    page.element.close();
    await waitUntil(() => !page.query<HTMLDialogElement>('dialog')!.open);
  }

  it('counts in the title of the page what was not read, and gives it back as it was', async () => {
    await closed();
    page.chat.say('One');
    page.chat.say('Two');
    expect(title()).to.equal(`(2) ${TITLE}`);
    page.element.open();
    await waitUntil(() => title() === TITLE);
  });

  it('leaves the page its new title', async () => {
    await closed();
    page.chat.say('One');
    document.title = 'Checkout';
    await waitUntil(() => title() === '(1) Checkout');
    page.element.open();
    await waitUntil(() => title() === 'Checkout');
  });

  it('gives the title back when it is taken off the page', async () => {
    await closed();
    page.chat.say('One');
    page.remove();
    await waitUntil(() => title() === TITLE);
  });

  it('does not fight over the title with another counter', async () => {
    await closed();
    page.chat.say('One');
    document.title = '(7) Mail';
    await new Promise((done) => setTimeout(done, 50));
    expect(title()).to.equal('(7) Mail');
  });

  it('draws a line above what was not read, until something is said', async () => {
    const read = conversation({ readSeq: { visitor: 1, operator: 0, agent: 0 }, lastSeq: 3 });
    const messages = [1, 2, 3].map((seq) => message({ seq, text: `${seq}` }));
    page = await openChat({ messages, conversation: read });
    const line = await page.find('.fresh');
    expect([line.role, line.textContent]).to.deep.equal(['separator', 'New messages']);
    expect(line.closest('agent-chat-message')!.querySelector('.text')!.textContent).to.equal('2');
    expect(await page.faults()).to.deep.equal([]);
    void page.chat.send('Thanks');
    await waitUntil(() => !page.query('.fresh'));
  });

  it('draws no line above the greeting of a new visitor', async () => {
    page = await openChat({ messages: [message({ seq: 1, text: 'Hello' })] });
    await page.find('.tool');
    expect(page.query('.fresh')).to.equal(null);
  });

  it('copies the code of an answer, which says its language', async () => {
    page = await openChat({ messages: [message({ seq: 1, text: 'So:\n\n```ts\nlet a = 1;\n```' })] });
    const code = await page.find('agent-chat-code');
    await waitUntil(() => code.shadowRoot?.querySelector('button')?.textContent === 'Copy');
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    code.shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => code.shadowRoot!.querySelector('button')!.textContent === 'Copied');
    expect([copied, code.dataset.language]).to.deep.equal([['let a = 1;'], 'ts']);
    expect(await page.faults()).to.deep.equal([]);
  });

  it('keeps the button of a code block while the code grows', async () => {
    page = await openChat({ messages: [message({ seq: 1, text: 'Hi' })] });
    await page.find('.tool');
    const heights = new Set<number>();
    const watched = new ResizeObserver(() => {
      const code = page.query('agent-chat-code');
      if (code) heights.add(code.querySelector('pre')!.offsetTop);
    });
    watched.observe(page.query('.messages')!);
    await page.chat.stream('```js\none();\ntwo();\nthree();\n```\n\ndone', { every: 30 });
    await waitUntil(() => page.query('agent-chat-code')?.shadowRoot?.querySelector('button'));
    watched.disconnect();
    expect(heights.size).to.equal(1);
  });

  it('tells day and time in full where it is pointed at', async () => {
    page = await openChat({ messages: [message({ seq: 1, text: 'Hello' })] });
    await page.find('.tool');
    const time = page.query<HTMLTimeElement>('time')!;
    await waitUntil(() => {
      time.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
      return /Friday, November 20, 2026/.test(time.title);
    });
  });

  it('beeps and shows a notice only for who wants them and looks elsewhere', async () => {
    const shown: string[] = [];
    const real = globalThis.Notification;
    class FakeNotification {
      static permission = 'default';
      static requestPermission = async () => (FakeNotification.permission = 'granted');
      onclick: (() => void) | undefined;
      constructor(name: string, { body }: { body: string }) {
        shown.push(`${name}: ${body}`);
        queueMicrotask(() => this.onclick?.());
      }
      close(): void {}
    }
    Object.assign(globalThis, { Notification: FakeNotification });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    try {
      await closed();
      page.chat.say('Not wanted');
      page.element.open();
      page.query('.menu-button')!.click();
      await page.find('.menu');
      [...page.root.querySelectorAll<HTMLElement>('.menu button')]
        .find(({ textContent }) => textContent?.includes('Sound'))!
        .click();
      await page.find('[role=switch]');
      const [sound, notices] = page.root.querySelectorAll<HTMLElement>('[role=switch]');
      expect([sound!.ariaChecked, notices!.ariaChecked]).to.deep.equal(['false', 'false']);
      expect(await page.faults()).to.deep.equal([]);
      notices!.click();
      await waitUntil(() => notices!.ariaChecked === 'true');
      page.element.close();
      page.chat.say('It is **ready**');
      await waitUntil(() => shown.length > 0);
      expect(shown).to.deep.equal(['Marta: It is ready']);
      await waitUntil(() => page.element.hasAttribute('open'), 'a click on it opens the chat');
    } finally {
      Object.assign(globalThis, { Notification: real });
      Reflect.deleteProperty(document, 'hidden');
    }
  });
});
