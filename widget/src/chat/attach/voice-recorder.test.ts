import type { FileView } from '@agent-chat/sdk';
import { message, site } from '@agent-chat/sdk/testing';
import { expect, waitUntil } from '@open-wc/testing';
import { openChat, type OpenedChat } from '../../testing/open-chat.ts';

const uploads = { maxMegabytes: 10, types: ['audio/webm'] };

describe('a voice message', () => {
  let page: OpenedChat;
  let tone: { context: AudioContext; stream: MediaStream };
  const { mediaDevices } = navigator;

  /** What the browser answers when it is asked for the microphone. */
  function hear(answer: () => Promise<MediaStream>): void {
    mediaDevices.getUserMedia = answer;
  }

  beforeEach(async () => {
    const context = new AudioContext();
    const { stream } = context.createMediaStreamDestination();
    tone = { context, stream };
    hear(() => Promise.resolve(stream));
    page = await openChat({ site: { ...site, uploads }, messages: [message({ seq: 1, text: 'Hi' })] });
    await page.find('[part=record]');
  });
  afterEach(async () => {
    page.remove();
    Reflect.deleteProperty(mediaDevices, 'getUserMedia');
    await tone.context.close();
  });

  const start = () => page.query('[part=record]')!.click();
  const isFree = () => tone.stream.getTracks().every(({ readyState }) => readyState === 'ended');
  const sent = () => page.asked('send') as [string, string, { files: FileView[] }][];

  it('is recorded, and sent as an upload that knows how long it is', async () => {
    start();
    await page.find('.record-bar');
    expect(page.texts('.record-time')).to.deep.equal(['0:00']);
    expect(page.query('textarea')!.inert).to.equal(true);
    expect(await page.faults()).to.deep.equal([]);
    await waitUntil(() => page.texts('.record-time')[0] === '0:01', 'the time runs', { timeout: 4000 });
    page.query('.record-send')!.click();
    await waitUntil(() => sent().length === 1);
    const [file] = sent()[0]![2].files;
    expect([file!.name, file!.type, file!.duration]).to.deep.equal(['voice.weba', 'audio/webm', 1]);
    expect([isFree(), page.query('.record-bar'), page.query('textarea')!.inert]).to.deep.equal([true, null, false]);
  });

  it('is dropped by Escape, which leaves the chat open', async () => {
    start();
    const bar = await page.find('.record-bar');
    bar.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    await waitUntil(() => !page.query('.record-bar'));
    expect([isFree(), page.element.hasAttribute('open'), sent()]).to.deep.equal([true, true, []]);
    expect(page.root.activeElement).to.equal(page.query('textarea'));
  });

  it('ends with the chat, also when the microphone is allowed only after that', async () => {
    let allow: ((stream: MediaStream) => void) | undefined;
    hear(() => new Promise((done) => (allow = done)));
    start();
    await waitUntil(() => allow);
    page.element.close();
    await waitUntil(() => !page.query<HTMLDialogElement>('dialog')!.open);
    allow!(tone.stream);
    await waitUntil(isFree);
    expect([page.query('.record-bar'), page.asked('upload')]).to.deep.equal([null, []]);
  });

  it('says that the microphone is not allowed', async () => {
    hear(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    start();
    await waitUntil(() => page.texts('.attach-said')[0]?.includes('does not let this page use the microphone'));
    expect(await page.faults()).to.deep.equal([]);
  });

  it('is not offered where the site takes no sound', async () => {
    page.remove();
    page = await openChat({ site: { ...site, uploads: { ...uploads, types: ['image/png'] } } });
    await page.find('[part=attach]');
    expect(page.query('[part=record]')).to.equal(null);
  });
});
