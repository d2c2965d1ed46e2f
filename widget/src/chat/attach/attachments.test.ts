import type { FileView } from '@agent-chat/sdk';
import { message, site } from '@agent-chat/sdk/testing';
import { expect, waitUntil } from '@open-wc/testing';
import { openChat, type OpenedChat } from '../../testing/open-chat.ts';

const pdf = (name = 'invoice.pdf') => new File(['%PDF-1.7'], name, { type: 'application/pdf' });

describe('attaching files', () => {
  let page: OpenedChat;
  let fail: unknown;
  let release: (() => void) | undefined;

  beforeEach(async () => {
    fail = undefined;
    release = undefined;
    page = await openChat({ messages: [message({ seq: 1, text: 'Hi' })] });
    await page.find('.attach');
  });
  afterEach(() => page.remove());

  /** Uploads stay on their way until the test lets them arrive. */
  function holdUploads(): void {
    const upload = page.chat.upload.bind(page.chat);
    page.chat.upload = async (file, options) => {
      await new Promise<void>((done, refuse) => {
        release = done;
        options?.signal?.addEventListener('abort', () => refuse(new Error('cancelled')));
        options?.onProgress?.(0.4);
      });
      if (fail) throw fail;
      return upload(file, options);
    };
  }

  /** In the dialog that the button opens. */
  function choose(...files: File[]): void {
    const data = new DataTransfer();
    for (const file of files) data.items.add(file);
    const { click } = HTMLInputElement.prototype;
    HTMLInputElement.prototype.click = function () {
      this.files = data.files;
      this.dispatchEvent(new Event('change'));
    };
    page.query('.attach')!.click();
    HTMLInputElement.prototype.click = click;
  }

  function drag(type: 'dragover' | 'drop', ...files: File[]): boolean {
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    return page
      .query('.scroller')!
      .dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }

  const send = () => page.query('.send')!.click();
  const sent = () => page.asked('send') as [string, string, { files?: FileView[] }][];
  const names = () => page.texts('.attachment-name');

  it('sends them with the next message, which needs no words', async () => {
    choose(pdf(), pdf('terms.pdf'));
    await waitUntil(() => page.root.querySelectorAll('.attachment.ready').length === 2);
    expect(await page.faults()).to.deep.equal([]);
    send();
    await waitUntil(() => sent().length === 1);
    expect([sent()[0]![1], sent()[0]![2].files!.map(({ name }) => name)]).to.deep.equal([
      '',
      ['invoice.pdf', 'terms.pdf'],
    ]);
    await waitUntil(() => names().length === 0, 'the tray is empty again');
    expect(page.query<HTMLButtonElement>('.send')!.disabled).to.equal(true);
  });

  it('keeps the message back until they are uploaded', async () => {
    holdUploads();
    choose(pdf());
    const bar = await page.find<HTMLProgressElement>('.attachment progress');
    await waitUntil(() => bar.value === 0.4);
    const field = page.query<HTMLTextAreaElement>('textarea')!;
    field.value = 'Look';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await waitUntil(() => page.texts('.attach-said')[0]?.includes('as soon as'));
    expect([sent(), field.value]).to.deep.equal([[], 'Look']);
    expect(await page.faults()).to.deep.equal([]);
    release!();
    await waitUntil(() => sent().length === 1);
    expect([sent()[0]![1], sent()[0]![2].files!.length, field.value]).to.deep.equal(['Look', 1, '']);
  });

  it('says what failed, and uploads it again or lets it go', async () => {
    holdUploads();
    fail = { code: 'RATE_LIMITED', retryAfter: 7 };
    choose(pdf());
    await page.find('.attachment');
    await waitUntil(() => release);
    release!();
    await page.find('.attachment.failed');
    expect(page.texts('.attachment-state')[0]).to.contain('7 seconds');
    expect(await page.faults()).to.deep.equal([]);
    send();
    await waitUntil(() => page.texts('.attach-said')[0]?.includes('Not everything'));
    expect(sent()).to.deep.equal([]);
    fail = undefined;
    page.query('[aria-label="Upload invoice.pdf again"]')!.click();
    await page.find('.attachment progress');
    release!();
    await page.find('.attachment.ready');
    page.query('[aria-label="Remove invoice.pdf"]')!.click();
    await waitUntil(() => names().length === 0);
    expect(page.root.activeElement).to.equal(page.query('textarea'));
  });

  it('does not offer to upload again what the server will not take', async () => {
    holdUploads();
    fail = { code: 'UNSUPPORTED' };
    choose(new File(['<svg/>'], 'logo.svg', { type: 'image/svg+xml' }), pdf());
    await waitUntil(() => release);
    release!();
    await page.find('.attachment.failed');
    expect(page.root.querySelectorAll('.attachment button').length).to.equal(1);
    expect(page.texts('.attach-said')[0]).to.contain('logo.svg');
  });

  it('cancels an upload that is on its way', async () => {
    holdUploads();
    choose(pdf());
    (await page.find('[aria-label="Cancel the upload of invoice.pdf"]')).click();
    await waitUntil(() => names().length === 0);
    expect(page.asked('upload')).to.deep.equal([]);
  });

  it('refuses beforehand what the site does not take', async () => {
    choose(new File(['<svg/>'], 'logo.svg', { type: 'image/svg+xml' }));
    await waitUntil(() => page.texts('.attach-said')[0]?.startsWith('logo.svg cannot be attached'));
    choose(new File([new Uint8Array(10_000_001)], 'big.png', { type: 'image/png' }));
    await waitUntil(() => page.texts('.attach-said')[0] === 'big.png is too large: a file may have up to 10 MB.');
    expect([names(), page.asked('upload')]).to.deep.equal([[], []]);
    choose(...Array.from({ length: 11 }, (_, index) => pdf(`${index}.pdf`)));
    await waitUntil(() => names().length === 10);
    expect(page.texts('.attach-said')).to.deep.equal(['A message takes up to 10 files.']);
  });

  it('takes what is dropped on the panel and what is pasted', async () => {
    expect(drag('dragover', pdf())).to.equal(false);
    await page.find('.drop-zone');
    drag('drop', pdf('dropped.pdf'));
    await waitUntil(() => names()[0] === 'dropped.pdf');
    expect(page.query('.drop-zone')).to.equal(null);
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['x'], 'shot.png', { type: 'image/png' }));
    page
      .query('textarea')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await waitUntil(() => names()[1] === 'shot.png');
  });

  it('is not offered where the site takes nothing', async () => {
    page.remove();
    page = await openChat({ site: { ...site, uploads: undefined }, messages: [message({ seq: 1, text: 'Hi' })] });
    await page.find('.dictate, .acts');
    expect(page.query('.attach')).to.equal(null);
  });

  it('is not offered where the server says nonsense about it, and what else there is still is', async () => {
    page.remove();
    const uploads = { maxMegabytes: 1, types: 7 as never };
    page = await openChat({ site: { ...site, uploads }, messages: [message({ seq: 1, text: 'Hi' })] });
    await page.find('.dictate');
    expect(page.query('.attach')).to.equal(null);
  });
});
