import { message, site } from '@agent-chat/sdk/testing';
import { expect, waitUntil } from '@open-wc/testing';
import { openChat, type OpenedChat } from '../../testing/open-chat.ts';
import type { Recognition } from './recognition.ts';

const heard: FakeRecognition[] = [];

/** What a browser hears is said by the test. */
class FakeRecognition implements Recognition {
  lang = '';
  continuous = false;
  interimResults = false;
  onresult: Recognition['onresult'] = null;
  onerror: Recognition['onerror'] = null;
  onend: Recognition['onend'] = null;
  constructor() {
    heard.push(this);
  }
  start(): void {}
  stop(): void {
    this.onend?.();
  }
  abort(): void {
    this.onend?.();
  }
  hear(...texts: string[]): void {
    this.onresult?.({ results: texts.map((transcript) => [{ transcript }]) });
  }
}

describe('the voice', () => {
  let page: OpenedChat;

  beforeEach(() => Object.assign(globalThis, { SpeechRecognition: FakeRecognition }));
  afterEach(() => {
    page.remove();
    Reflect.deleteProperty(globalThis, 'SpeechRecognition');
    heard.length = 0;
  });

  it('calls its button and says that it listens in the language of now, also when that changes meanwhile', async () => {
    page = await openChat({ messages: [message({ seq: 2, text: 'Hi' })] });
    const button = await page.find('.dictate');
    const label = button.ariaLabel;
    button.click();
    const state = await page.find('.dictation-state.told');
    await waitUntil(() => state.textContent!.trim());
    const listening = state.textContent!.trim();
    page.element.setAttribute('locale', 'ru');
    await waitUntil(() => page.query('.dictate')!.ariaLabel !== label, 'the button is called otherwise');
    await waitUntil(
      () => ![undefined, '', listening].includes(page.query('.dictation-state')?.textContent?.trim()),
      'the state is said otherwise',
    );
    expect(page.query('.dictation-state')!.textContent).to.match(/[а-я]/);
    expect(page.query('.attach')!.ariaLabel).to.match(/[а-я]/);
  });

  it('writes what is said behind what is typed, in the language of the chat', async () => {
    page = await openChat({ messages: [message({ seq: 2, text: 'Hi' })] });
    const button = await page.find('.dictate');
    const field = page.query<HTMLTextAreaElement>('textarea')!;
    field.value = 'Hello';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    button.click();
    await waitUntil(() => heard.length === 1);
    heard[0]!.hear('how much');
    heard[0]!.hear('how much is', ' a tune-up');
    expect([field.value, heard[0]!.lang, heard[0]!.interimResults]).to.deep.equal([
      'Hello how much is a tune-up',
      'en',
      true,
    ]);
    expect(page.chat.draft).to.equal(field.value);
    await waitUntil(() => button.ariaPressed === 'true');
    expect(await page.faults()).to.deep.equal([]);
    button.click();
    await waitUntil(() => button.ariaPressed === 'false');
  });

  it('says why it hears nothing', async () => {
    page = await openChat({ messages: [message({ seq: 2, text: 'Hi' })] });
    (await page.find('.dictate')).click();
    await waitUntil(() => heard.length === 1);
    heard[0]!.onerror?.({ error: 'not-allowed' });
    heard[0]!.onend?.();
    await waitUntil(() => page.texts('.dictation-state')[0]?.includes('microphone'));
  });

  it('is not offered where the site does not want it', async () => {
    const quiet = { ...site, features: { ...site.features!, dictation: false, readAloud: false } };
    page = await openChat({ site: quiet, messages: [message({ seq: 2, text: 'Hi' })] });
    await page.find('.tool');
    expect([page.query('.dictate'), page.query('[aria-label="Read aloud"]')]).to.deep.equal([null, null]);
  });

  it('reads an answer aloud, sentence by sentence, until the chat closes', async () => {
    const said: SpeechSynthesisUtterance[] = [];
    const original = Object.getOwnPropertyDescriptor(globalThis, 'speechSynthesis')!;
    let cancelled = 0;
    Object.defineProperty(globalThis, 'speechSynthesis', {
      configurable: true,
      value: { speak: (one: SpeechSynthesisUtterance) => said.push(one), cancel: () => (cancelled += 1) },
    });
    try {
      page = await openChat({ messages: [message({ seq: 2, text: 'It is **open**. Until [six](https://x.io)!' })] });
      const button = await page.find('[aria-label="Read aloud"]');
      button.click();
      expect(said.map(({ text, lang }) => [text.trim(), lang])).to.deep.equal([
        ['It is open.', 'en'],
        ['Until six!', 'en'],
      ]);
      await waitUntil(() => button.ariaPressed === 'true');
      page.element.close();
      await waitUntil(() => cancelled === 1 && button.ariaPressed === 'false');
    } finally {
      Object.defineProperty(globalThis, 'speechSynthesis', original);
    }
  });
});
