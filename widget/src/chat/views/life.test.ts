import { expect, waitUntil } from '@open-wc/testing';
import { conversation, site } from '@agent-chat/sdk/testing';
import { message } from '../../testing/fake-chat.ts';
import { openChat, type OpenedChat } from '../../testing/open-chat.ts';

const said = [
  message({ seq: 1, text: 'Hello!' }),
  message({ seq: 2, role: 'visitor', text: 'How much is a tune-up?' }),
  message({ seq: 3, text: 'From **€49**.', citations: [{ title: 'Prices', url: 'https://velo.example/prices' }] }),
];
const summary = (id: string, first: string) => ({
  ...{ id, first, last: 'See you!', status: 'closed' as const },
  ...{ createdAt: '2026-11-20T10:00:00Z', updatedAt: '2026-11-20T10:00:00Z' },
});
const consent = { text: 'May we keep what you write?', url: 'https://velo.example/privacy', given: false };

let page: OpenedChat;
afterEach(() => page.remove());

async function openView(view: string): Promise<void> {
  (await page.find('.menu-button')).click();
  (await page.find(`.menu [data-view=${view}]`)).click();
  await page.find('.view');
}

/** What the next download holds. */
function nextDownload(): Promise<{ name: string; text: string }> {
  const made = URL.createObjectURL;
  return new Promise((resolve) => {
    let blob: Blob;
    URL.createObjectURL = (object) => {
      URL.createObjectURL = made;
      return made.call(URL, (blob = object as Blob));
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      HTMLAnchorElement.prototype.click = click;
      void blob.text().then((text) => resolve({ name: this.download, text }));
    };
  });
}

describe('the menu', () => {
  const views = () =>
    [...page.root.querySelectorAll<HTMLElement>('[role=menuitem]')].map(({ dataset }) => dataset.view);
  const focused = () => (page.root.activeElement as HTMLElement).dataset.view;
  const press = (key: string) =>
    page.root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

  it('offers what applies, and is walked by arrows, Home and End', async () => {
    page = await openChat({ messages: said });
    (await page.find('.menu-button')).click();
    await page.find('.menu');
    await waitUntil(() => focused() === 'link');
    expect(views()).to.deep.equal([
      'link',
      'earlier',
      'memory',
      'language',
      'transcript',
      'end',
      'new',
      'alerts',
      'help',
    ]);
    for (const [key, view] of [
      ['ArrowDown', 'earlier'],
      ['End', 'help'],
      ['ArrowDown', 'link'],
      ['ArrowUp', 'help'],
      ['Home', 'link'],
    ] as const) {
      press(key);
      expect(focused()).to.equal(view);
    }
    expect(await page.faults()).to.deep.equal([]);
    press('Escape');
    await waitUntil(() => !page.query('.menu'));
    expect(page.root.activeElement).to.equal(page.query('.menu-button'));
  });

  it('has nothing to end or to save before the visitor has spoken', async () => {
    page = await openChat({ messages: said.slice(0, 1), site: { ...site, channels: [], locales: ['en'] } });
    (await page.find('.menu-button')).click();
    await page.find('.menu');
    expect(views()).to.deep.equal(['earlier', 'memory', 'new', 'alerts', 'help']);
  });
});

describe('the end of a conversation', () => {
  it('is confirmed, then rated with a comment, and the rating can be changed', async () => {
    page = await openChat({ messages: said });
    await openView('end');
    page.query('.view .button')!.click();
    const star = await page.find<HTMLInputElement>('.aside .star [value="4"]');
    expect(page.query('.view')).to.equal(null);
    star.click();
    const comment = await page.find<HTMLTextAreaElement>('.aside textarea');
    comment.value = ' Quick and kind ';
    expect(await page.faults()).to.deep.equal([]);
    page.query('.aside .button')!.click();
    await page.find('.aside .given');
    expect(page.asked('rate')).to.deep.equal([['rate', 4, 'Quick and kind']]);
    expect(await page.faults()).to.deep.equal([]);
    page.query('.aside .link')!.click();
    await page.find('.aside textarea');
    expect(page.query<HTMLTextAreaElement>('.aside textarea')!.value).to.equal('Quick and kind');
  });

  it('is undone by writing', async () => {
    page = await openChat({ messages: said, conversation: conversation({ status: 'closed' }) });
    await page.find('.aside .stars');
    expect(page.query('textarea')).not.to.equal(null);
    page.chat.set({ conversation: conversation({ status: 'open' }) });
    await waitUntil(() => !page.query('.aside'));
  });
});

describe('earlier conversations', () => {
  it('are listed by pages, and opened with what was said in them', async () => {
    page = await openChat({ messages: said });
    page.chat.past = Array.from({ length: 25 }, (_, index) => summary(`p${index}`, `Question ${index}`));
    page.chat.past[24]!.messages = [message({ seq: 1, conversationId: 'p24', text: 'Back then' })];
    await openView('earlier');
    await waitUntil(() => page.texts('.conversations strong').length === 20);
    page.query('.view-body > .button')?.click();
    (await page.find('agent-chat-earlier > .button')).click();
    await waitUntil(() => page.texts('.conversations strong').length === 25);
    expect(page.query('agent-chat-earlier > .button')).to.equal(null);
    page.root.querySelectorAll<HTMLElement>('.conversations button')[24]!.click();
    await waitUntil(() => page.texts('.text')[0] === 'Back then');
    expect(page.query('.view')).to.equal(null);
  });

  it('say what went wrong', async () => {
    page = await openChat({ messages: said });
    page.chat.refuse({ code: 'RATE_LIMITED', message: 'x', retryAfter: 3 });
    await openView('earlier');
    await waitUntil(() => page.query('.problem')?.textContent?.includes('3 seconds'));
  });
});

describe('the transcript', () => {
  it('is the whole log as text, with days, times, names, cards and forms', async () => {
    const cards = { type: 'cards' as const, cards: [{ id: 'a', title: 'Basic', price: '€49' }] };
    const form = {
      ...{ type: 'form' as const, id: 'f', submit: 'Send' },
      fields: [{ name: 'phone', kind: 'phone' as const, label: 'Phone' }],
    };
    page = await openChat({
      messages: [
        ...Array.from({ length: 120 }, (_, index) => message({ seq: index + 1, text: `Line ${index + 1}` })),
        message({ seq: 121, role: 'visitor', text: 'Yes', author: { name: '' }, createdAt: '2026-11-21T09:30:00' }),
        message({ seq: 122, text: 'These:', blocks: [cards, form], createdAt: '2026-11-21T09:31:00' }),
      ],
    });
    const download = nextDownload();
    await openView('transcript');
    const { name, text } = await download;
    expect(name).to.match(/^conversation-\d{4}-\d\d-\d\d\.txt$/);
    expect(text).to.match(/^Conversation with Velo Harbour\n\n— Friday, November 20, 2026 —\n/);
    expect(text.match(/Line \d+/g)!.length).to.equal(120);
    expect(text.endsWith('\n[9:30 AM] You\nYes\n\n[9:31 AM] Marta\nThese:\n  - Basic, €49\n  - Phone\n')).to.equal(
      true,
    );
    await waitUntil(() => page.texts('.view .fine')[0] === `Saved as ${name}.`);
  });
});

describe('what is remembered', () => {
  beforeEach(async () => {
    page = await openChat({ messages: said });
    const at = { channel: 'web', at: '2026-11-20T10:00:00Z' };
    page.chat.memory = {
      total: 2,
      items: ['Rides a red bike', 'Lives in Cork'].map((text, id) => ({ ...at, text, id: `${id}` })),
    };
    await openView('memory');
    await page.find('.memories .icon');
  });

  it('is corrected in its place', async () => {
    page.query('.memories .icon')!.click();
    const field = await page.find<HTMLTextAreaElement>('.memories textarea');
    expect(page.root.activeElement).to.equal(field);
    expect(await page.faults()).to.deep.equal([]);
    field.value = 'Rides a green bike';
    page.query('.memories form .button')!.click();
    await waitUntil(() => page.texts('.memories p')[0] === 'Rides a green bike');
    expect(page.texts('.memories .fine')[0]).to.contain('corrected by you');
    expect(page.asked('correctMemory')).to.deep.equal([['correctMemory', '0', 'Rides a green bike']]);
  });

  it('is taken along as JSON', async () => {
    const download = nextDownload();
    page.query('.actions .button:has(.icon-download)')!.click();
    const { name, text } = await download;
    expect(name).to.match(/^memory-.*\.json$/);
    expect((JSON.parse(text) as { text: string }[]).map((item) => item.text)).to.deep.equal([
      'Rides a red bike',
      'Lives in Cork',
    ]);
  });
});

describe('consent', () => {
  it('stands in the composer’s place until it is given, and what waited goes out', async () => {
    page = await openChat({ messages: said.slice(0, 1), site: { ...site, consent } });
    const agree = await page.find('.aside .button');
    expect(page.query<HTMLAnchorElement>('.aside a')!.href).to.equal(consent.url);
    expect(page.query('agent-chat-composer')!.hidden).to.equal(true);
    expect(await page.faults()).to.deep.equal([]);
    const sent = page.chat.send('Prices?');
    await waitUntil(() => page.query('.delivery.waiting'));
    agree.click();
    await sent;
    await waitUntil(() => !page.query('.aside'));
    expect(page.query('agent-chat-composer')!.hidden).to.equal(false);
  });
});

describe('the ticks of a message', () => {
  it('tell whether it is stored, delivered or read', async () => {
    const own = { role: 'visitor', author: { name: '' } } as const;
    page = await openChat({ messages: [message({ ...own, seq: 1, text: 'One' })] });
    const tick = async (label: string) =>
      waitUntil(() => page.query('.delivery')?.ariaLabel === label, `it is ${label}`, { timeout: 3000 });
    await tick('Sent');
    page.chat.set({ conversation: conversation({ deliveredSeq: 1 }) });
    await tick('Delivered');
    page.chat.set({ conversation: conversation({ readSeq: { visitor: 0, operator: 0, agent: 1 } }) });
    await tick('Read');
    expect(getComputedStyle(page.query('.delivery')!, '::after').content).to.equal('""');
    expect(await page.faults()).to.deep.equal([]);
  });
});
