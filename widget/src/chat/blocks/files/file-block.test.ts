import type { Block, FileView } from '@agent-chat/sdk';
import { expect, waitUntil } from '@open-wc/testing';
import { message } from '../../../testing/fake-chat.ts';
import { openChat, type OpenedChat } from '../../../testing/open-chat.ts';
import { fileSize } from './file-size.ts';
import { pictureSize } from './picture-size.ts';

const file: FileView = {
  id: 'f1',
  name: 'invoice.pdf',
  type: 'application/pdf',
  size: 84_200,
  url: '/files/f1/k/invoice.pdf',
};
const picture: FileView = {
  ...file,
  name: 'bike.png',
  type: 'image/png',
  url: '/docs/images/admin-conversation.png',
  width: 1200,
  height: 800,
};
const recording: FileView = {
  ...file,
  name: 'voice.weba',
  type: 'audio/webm',
  url: '/files/f1/k/voice.weba',
  duration: 65,
};

describe('files in the log', () => {
  let page: OpenedChat;

  const open = async (...blocks: Block[]) => {
    page = await openChat({ messages: [message({ seq: 1, text: 'Look', blocks })] });
  };
  afterEach(() => page.remove());

  it('are links with their size, and a recording has its own player', async () => {
    await open({ type: 'file', file }, { type: 'voice', file: recording });
    const link = await page.find<HTMLAnchorElement>('.file');
    expect([link.href, link.download]).to.deep.equal([`${location.origin}${file.url}`, file.name]);
    expect(page.texts('.file-words')[0]).to.match(/^invoice\.pdf\s+84 kB$/);
    const audio = await page.find<HTMLAudioElement>('audio');
    expect([audio.preload, audio.ariaLabel]).to.deep.equal(['none', 'Voice message, 1:05']);
    expect(await page.faults()).to.deep.equal([]);
  });

  it('show a picture in the room that is kept for it, with its text', async () => {
    await open({ type: 'image', file: picture, alt: 'A red bike' });
    const image = await page.find<HTMLImageElement>('.picture img');
    expect([image.width, image.height, image.alt]).to.deep.equal([240, 160, 'A red bike']);
    const before = image.getBoundingClientRect().height;
    await waitUntil(() => image.complete && image.naturalWidth > 0, 'the picture is loaded');
    expect(image.getBoundingClientRect().height).to.equal(before);
    expect(page.query<HTMLAnchorElement>('.picture')!.target).to.equal('_blank');
    expect(await page.faults()).to.deep.equal([]);
  });

  it('become a link when a picture cannot be shown', async () => {
    await open({ type: 'image', file: { ...picture, url: '/files/f1/k/gone.png' } });
    await page.find('.file');
    expect(page.query('.picture')).to.equal(null);
  });

  it('of another server are named, and nothing is fetched from there', async () => {
    await open({ type: 'image', file: { ...picture, url: 'https://elsewhere.example/spy.png' } });
    await page.find('agent-chat-file .bubble');
    expect(page.query('agent-chat-file :is(a, img)')).to.equal(null);
  });
});

describe('the size of a file', () => {
  it('is said in the unit and the words of the language', () => {
    expect([fileSize(0, 'en'), fileSize(999, 'en'), fileSize(84_200, 'en'), fileSize(1_260_000, 'de')]).to.deep.equal([
      '0 bytes',
      '999 bytes',
      '84 kB',
      '1,3 MB',
    ]);
  });

  it('of a picture is scaled into its room, and never to a line', () => {
    expect([
      pictureSize({ ...picture, width: 100, height: 50 }),
      pictureSize({ ...picture, width: 20, height: 4000 }),
    ]).to.deep.equal([
      { width: 100, height: 64 },
      { width: 64, height: 240 },
    ]);
  });
});
