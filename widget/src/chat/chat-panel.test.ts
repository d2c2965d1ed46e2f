import { expect } from '@open-wc/testing';
import type Axe from 'axe-core';
import 'axe-core';
import '../agent-chat.ts';
import type { AgentChat } from '../agent-chat.ts';
import { FakeChat, message } from '../testing/fake-chat.ts';
import { waitUntil } from '../testing/wait-until.ts';

/** It comes as a script that leaves itself on the window. */
declare const axe: typeof Axe;

let element: AgentChat;
let chat: FakeChat;

const root = () => element.shadowRoot!;
const query = <T extends Element = HTMLElement>(selector: string) => root().querySelector<T>(selector);
const texts = (selector: string) => [...root().querySelectorAll(selector)].map((part) => part.textContent!.trim());
const asked = (name: string) => chat.asked.filter(([call]) => call === name);

async function open(state: ConstructorParameters<typeof FakeChat>[0] = {}): Promise<void> {
  chat = new FakeChat(state);
  element = document.createElement('agent-chat');
  element.chat = chat;
  element.setAttribute('locale', 'en');
  document.body.append(element);
  element.open();
  await waitUntil(() => query<HTMLDialogElement>('dialog')?.open, 'the chat opens');
}

async function openView(view: string): Promise<void> {
  query('.menu-button')!.click();
  await waitUntil(() => query('.menu'));
  query(`.menu [data-view=${view}]`)!.click();
  await waitUntil(() => query('.view'));
}

function type(text: string): HTMLTextAreaElement {
  const field = query<HTMLTextAreaElement>('textarea')!;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return field;
}

function press(target: Element, key: string, options: KeyboardEventInit = {}): boolean {
  return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));
}

/** Whoever measures wants the panel at rest. */
async function settled(): Promise<void> {
  const finite = root()
    .getAnimations()
    .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
  await Promise.allSettled(finite.map(({ finished }) => finished));
}

async function faults(): Promise<string[]> {
  await settled();
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const greeting = message({
  seq: 1,
  text: 'Hello! What can I do?',
  blocks: [
    {
      type: 'choices',
      style: 'quick-replies',
      choices: [
        { value: 'find', label: 'Find a service', scenario: 'consultation' },
        { value: 'hours', label: 'Opening hours', text: 'When are you open?' },
      ],
    },
  ],
});
const cards = message({
  seq: 2,
  text: 'These:',
  citations: [
    { title: 'Prices', url: 'https://x.io/p' },
    { title: 'Bad', url: 'javascript:1' },
    { title: 'Here', url: `${location.href.split('#')[0]}#prices` },
  ],
  blocks: [
    {
      type: 'cards',
      cards: [{ id: 'a', title: 'Basic', text: 'Brakes', price: 'from €49', action: { value: 'a', label: 'Choose' } }],
    },
    {
      type: 'choices',
      style: 'list',
      choices: [
        { value: '1', label: 'Fast' },
        { value: '2', label: 'Cheap' },
      ],
    },
  ],
});

describe('the open chat', () => {
  afterEach(() => element.remove());

  it('shows who wrote what, and where when it was elsewhere', async () => {
    await open({
      messages: [
        message({ seq: 1, channel: 'agent', text: '**Hi**' }),
        message({ seq: 2, role: 'visitor', text: '*as typed*' }),
        message({ seq: 3, role: 'visitor', channel: 'telegram', text: 'from afar' }),
        message({ seq: 4, role: 'operator', channel: 'console', author: { name: 'Jonas' }, text: 'Here' }),
        message({ seq: 5, role: 'system', author: { name: '' }, text: 'Jonas left' }),
      ],
    });
    await waitUntil(() => root().querySelectorAll('.message').length === 5);
    expect(texts('.text')).to.deep.equal(['Hi', '*as typed*', 'from afar', 'Here', 'Jonas left']);
    expect(texts('.author')).to.deep.equal(['Marta', 'Jonas']);
    expect(texts('.channel')).to.deep.equal(['via Telegram']);
    expect(query('.system time')).to.equal(null);
    expect(root().querySelectorAll('.day').length).to.equal(1);
  });

  it('writes a streamed answer at most once a frame, into the element that keeps it', async () => {
    await open({ messages: [message({ seq: 1, role: 'visitor', text: 'Prices?' })], turn: 'thinking' });
    await waitUntil(() => query('.typing'));
    expect(query('.stop')).not.to.equal(null);
    let text = '';
    for (const piece of ['A **ba', 'sic** ser', 'vice:\n\n- bra', 'kes\n- ge', 'ars']) {
      text += piece;
      chat.set({ turn: 'streaming', streaming: { id: 'm2', author: { name: 'Marta' }, text } });
    }
    await waitUntil(() => texts('.streaming li').length === 2);
    const row = query('agent-chat-message:last-of-type');
    chat.set({ turn: 'idle', streaming: undefined, messages: [...chat.state.messages, message({ seq: 2, text })] });
    await waitUntil(() => !query('.streaming'));
    expect(query('agent-chat-message:last-of-type')).to.equal(row);
    expect(texts('li')).to.deep.equal(['brakes', 'gears']);
  });

  it('announces an answer when it is finished, and only then', async () => {
    await open();
    chat.set({ streaming: { id: 'm1', author: { name: 'Marta' }, text: 'Half an' } });
    await waitUntil(() => query('.streaming'));
    const status = query('dialog > [role=status]')!;
    expect(status.textContent).to.equal('');
    expect(query('[role=log]')!.ariaLive).to.equal('off');
    chat.tell('message', message({ seq: 1, text: 'A **whole** [answer](https://x.io)' }));
    await waitUntil(() => status.textContent === 'Marta: A whole answer');
  });

  it('says a quick reply, with its scenario, after which the replies are gone', async () => {
    await open({ messages: [greeting] });
    await waitUntil(() => query('.choice'));
    query('.choice')!.click();
    await waitUntil(() => !query('.choice'));
    const pick = { messageId: 'm1', value: 'find' };
    expect(asked('send')).to.deep.equal([['send', 'Find a service', { pick, scenario: 'consultation' }]]);
  });

  it('says in full what a quick reply is short for', async () => {
    await open({ messages: [greeting] });
    await waitUntil(() => query('.choice'));
    root().querySelectorAll<HTMLElement>('.choice')[1]!.click();
    expect(asked('send')[0]![1]).to.equal('When are you open?');
  });

  it('keeps a list of choices and marks what was chosen', async () => {
    await open({ messages: [cards, message({ seq: 3, role: 'visitor', text: 'Cheap' })] });
    await waitUntil(() => query('.list'));
    expect(
      [...root().querySelectorAll<HTMLButtonElement>('.list button')].map(({ disabled }) => disabled),
    ).to.deep.equal([true, true]);
    expect(texts('.chosen')).to.deep.equal(['Cheap']);
  });

  it('shows cards with price and button, and sources, links only where they are safe', async () => {
    await open({ messages: [cards] });
    await waitUntil(() => query('.card'));
    expect(texts('.price')).to.deep.equal(['from €49']);
    expect(texts('.citations li')).to.deep.equal(['1 Prices', '2 Bad', '3 Here']);
    const targets = [...root().querySelectorAll<HTMLAnchorElement>('.citations a')].map(({ target }) => target);
    expect(targets, 'another page beside this one, a place of this one here').to.deep.equal(['_blank', '_self']);
    query('.card button')!.click();
    expect(asked('send')[0]![1]).to.equal('Choose');
  });

  it('shows the text alone of a block that it does not know', async () => {
    const strange = { type: 'constructor', x: 1 } as unknown as (typeof greeting.blocks)[number];
    await open({ messages: [message({ seq: 1, text: 'Plain', blocks: [strange] })] });
    await waitUntil(() => texts('.text')[0] === 'Plain');
  });

  it('names the files of a message, however hostile their names', async () => {
    const name = '<img src=x onerror="window.hacked = true">.png';
    const file = { id: 'f', name, type: 'image/png', size: 1, url: '/files/f/k/x.png' };
    const blocks = [
      { type: 'image' as const, file },
      { type: 'file' as const, file },
    ];
    await open({ messages: [message({ seq: 1, role: 'visitor', text: '', blocks })] });
    // Neither file is there, so that the picture ends as a link, too.
    await waitUntil(() => texts('.file-name').length === 2);
    expect(texts('.file-name')).to.deep.equal([name, name]);
    expect(query('.message img')).to.equal(null);
    expect(await faults()).to.deep.equal([]);
  });

  it('tells of a message that waits or failed, which can be sent again or deleted', async () => {
    const own = { seq: 0, role: 'visitor' } as const;
    await open({
      messages: [
        message({ ...own, id: 'w', clientId: 'w', text: 'one', delivery: 'waiting' }),
        message({ ...own, id: 'f', clientId: 'f', text: 'two', delivery: 'failed' }),
      ],
    });
    await waitUntil(() => query('.failed'));
    expect(query('.delivery')!.ariaLabel).to.equal('Waiting to be sent');
    const [again, remove] = root().querySelectorAll<HTMLElement>('.failed button');
    again!.click();
    remove!.click();
    expect(chat.asked).to.deep.include.members([
      ['retry', 'f'],
      ['discard', 'f'],
    ]);
  });

  it('sends by Enter, breaks the line by Shift+Enter, and leaves an input method alone', async () => {
    await open();
    const field = type('  Hello ');
    expect(press(field, 'Enter', { shiftKey: true })).to.equal(true);
    press(field, 'Enter', { isComposing: true });
    expect(asked('send')).to.deep.equal([]);
    expect(press(field, 'Enter')).to.equal(false);
    expect(asked('send').map(([, text]) => text)).to.deep.equal(['Hello']);
    expect(field.value).to.equal('');
    expect(asked('setTyping')).to.deep.equal([
      ['setTyping', true],
      ['setTyping', false],
    ]);
  });

  it('keeps a message that is too long, and says by how much', async () => {
    await open();
    const field = type('x'.repeat(4001));
    await waitUntil(() => texts('.limit')[0] === '-1 character left');
    press(field, 'Enter');
    expect(asked('send')).to.deep.equal([]);
    expect(field.ariaInvalid).to.equal('true');
  });

  it('offers the fitting keyboard for what is asked', async () => {
    await open({ messages: [message({ seq: 1, text: 'Your e-mail?', blocks: [{ type: 'input', kind: 'email' }] })] });
    await waitUntil(() => query<HTMLTextAreaElement>('textarea')!.inputMode === 'email');
    expect(query<HTMLTextAreaElement>('textarea')!.autocomplete).to.equal('email');
  });

  it('gives back what was being typed when the page was left', async () => {
    await open();
    type('half a tho');
    element.remove();
    const left = chat;
    element = document.createElement('agent-chat');
    element.chat = left;
    document.body.append(element);
    element.open();
    await waitUntil(() => query<HTMLTextAreaElement>('textarea')?.value === 'half a tho');
  });

  it('stops the answer that is being written', async () => {
    await open({ turn: 'streaming' });
    await waitUntil(() => query('.stop'));
    query('.stop')!.click();
    expect(asked('stop').length).to.equal(1);
  });

  it('says that it is offline, and why it is refused', async () => {
    await open({ connection: 'offline' });
    expect(query('.notice')!.textContent).to.contain('There is no connection');
    chat.set({ connection: 'refused', error: { code: 'ORIGIN_FORBIDDEN', message: 'x' } });
    await waitUntil(() => query('.notice')!.textContent!.includes('not set up for this website'));
  });

  it('stays where the reader is, counts what is new, and jumps to it', async () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      message({ seq: index + 1, text: `Line ${index}\n\nand more` }),
    );
    await open({ messages: many, hasEarlier: true });
    const scroller = query('.scroller')!;
    await waitUntil(() => scroller.scrollHeight > 1000);
    expect(scroller.scrollTop).to.equal(0);
    await settled();
    scroller.scrollTop = -400;
    await waitUntil(() => query('.jump'));
    const { top } = scroller.getBoundingClientRect();
    const line = [...root().querySelectorAll('.message')].find((row) => row.getBoundingClientRect().top > top)!;
    const before = line.getBoundingClientRect().top;
    chat.add(message({ seq: 41, text: 'New' }));
    await waitUntil(() => texts('.jump')[0] === '1 new message');
    expect(Math.abs(line.getBoundingClientRect().top - before)).to.be.below(2);
    query('.jump')!.click();
    await waitUntil(() => scroller.scrollTop === 0);
    expect(asked('markRead').at(-1)).to.deep.equal(['markRead', 41]);
  });

  it('asks for earlier messages at the top and keeps its place when they come', async () => {
    const late = Array.from({ length: 30 }, (_, index) => message({ seq: index + 31, text: `Line ${index}` }));
    await open({ messages: late, hasEarlier: true });
    const scroller = query('.scroller')!;
    await waitUntil(() => scroller.scrollHeight > 800);
    await settled();
    scroller.scrollTop = -scroller.scrollHeight;
    await waitUntil(() => asked('readEarlier').length > 0);
    const first = query('agent-chat-message')!;
    const before = first.getBoundingClientRect().bottom;
    const early = Array.from({ length: 30 }, (_, index) => message({ seq: index + 1, text: `Early ${index}` }));
    chat.set({ messages: [...early, ...late], hasEarlier: false });
    await waitUntil(() => texts('.text').includes('Early 29'));
    expect(Math.abs(first.getBoundingClientRect().bottom - before)).to.be.below(2);
  });

  it('opens ten thousand messages with few elements', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => message({ seq: index + 1, text: `Line ${index}` }));
    await open({ messages: many });
    await waitUntil(() => texts('.text').includes('Line 9999'));
    expect(root().querySelectorAll('*').length).to.be.below(400);
  });

  it('links Telegram: a link, a code, then who linked, and back', async () => {
    await open();
    await openView('link');
    await waitUntil(() => query('.qr path'));
    expect(query<HTMLAnchorElement>('.view a.button')!.href).to.match(/^https:\/\/t\.me\//);
    expect(texts('.view .fine').join()).to.match(/10:00|9:59/);
    const channels = [{ channel: 'telegram', name: 'Anna', linkedAt: '2026-11-20T10:00:00Z' }];
    chat.set({ conversation: { ...chat.state.conversation!, channels } });
    await waitUntil(() => texts('.linked')[0] === 'Linked: Anna');
    query('.view-body .button')!.click();
    await waitUntil(() => query('.danger'));
    query('.danger')!.click();
    await waitUntil(() => query('.qr path'));
    expect(asked('removeLink').length).to.equal(1);
  });

  it('shows what is remembered and erases it, after asking', async () => {
    await open();
    chat.memory = {
      total: 2,
      items: ['Rides daily', 'Trek'].map((text, index) => ({
        id: `${index}`,
        text,
        channel: 'web',
        at: '2026-11-20T10:00:00Z',
      })),
    };
    await openView('memory');
    await waitUntil(() => texts('.memories li').length === 2);
    query('.memories .icon:has(.icon-trash)')!.click();
    await waitUntil(() => query('.danger'));
    expect(asked('eraseMemory').length).to.equal(0);
    query('.danger')!.click();
    await waitUntil(() => texts('.memories li').length === 1);
    expect(asked('eraseMemory')).to.deep.equal([['eraseMemory', '0']]);
  });

  it('changes the language and begins a new conversation from the menu', async () => {
    await open();
    await openView('language');
    query('.options [lang=ru]')!.click();
    await waitUntil(() => query<HTMLTextAreaElement>('textarea')!.placeholder === 'Сообщение…');
    await openView('new');
    query('.view .button')!.click();
    await waitUntil(() => asked('startNew').length === 1);
  });

  it('draws every icon', async () => {
    await open({ messages: [message({ seq: 1, role: 'visitor', text: 'x' })] });
    await waitUntil(() => query('.delivery'));
    for (const path of root().querySelectorAll('.panel path'))
      expect(path.getBoundingClientRect().width).to.be.above(0);
  });

  it('leaves a view by Escape, and the chat by another', async () => {
    await open();
    await openView('language');
    press(query('.view')!, 'Escape');
    await waitUntil(() => !query('.view'));
    expect(root().activeElement).to.equal(query('.menu-button'));
    press(query('.menu-button')!, 'Escape');
    await waitUntil(() => !element.hasAttribute('open'));
  });

  it('lies right to left in a language that is written so', async () => {
    await open();
    element.setAttribute('locale', 'he');
    await waitUntil(() => query('dialog')!.dir === 'rtl');
    const box = query('dialog')!.getBoundingClientRect();
    expect(box.left).to.be.below(innerWidth - box.right + 1);
  });
});

describe('axe finds no fault', () => {
  afterEach(() => element.remove());

  const rich = [
    greeting,
    message({ seq: 2, role: 'visitor', text: 'ok' }),
    { ...cards, seq: 3, id: 'm3' },
    message({ seq: 4, text: '# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n> q [l](https://x.io)' }),
  ];

  for (const theme of ['light', 'dark']) {
    it(`in the closed chat, ${theme}`, async () => {
      await open({ messages: rich });
      element.setAttribute('theme', theme);
      element.close();
      expect(await faults()).to.deep.equal([]);
    });

    it(`in the conversation, ${theme}`, async () => {
      await open({
        messages: [...rich, message({ seq: 0, id: 'f', role: 'visitor', text: 'x', delivery: 'failed' })],
        connection: 'offline',
      });
      element.setAttribute('theme', theme);
      await waitUntil(() => query('.failed'));
      expect(await faults()).to.deep.equal([]);
    });

    it(`while an answer streams, ${theme}`, async () => {
      await open({
        messages: rich.slice(0, 2),
        turn: 'streaming',
        streaming: { id: 's', author: { name: 'Marta' }, text: '- a **b' },
      });
      element.setAttribute('theme', theme);
      await waitUntil(() => query('.streaming'));
      expect(await faults()).to.deep.equal([]);
    });

    it(`in the menu, ${theme}`, async () => {
      await open({ messages: [greeting] });
      element.setAttribute('theme', theme);
      query('.menu-button')!.click();
      await waitUntil(() => query('.menu'));
      expect(await faults()).to.deep.equal([]);
    });

    for (const view of ['link', 'earlier', 'memory', 'language', 'transcript', 'end', 'new']) {
      it(`in the view ${view}, ${theme}`, async () => {
        await open({ messages: rich });
        element.setAttribute('theme', theme);
        chat.memory = {
          total: 1,
          items: [{ id: '1', text: 'Rides daily', channel: 'web', at: '2026-11-20T10:00:00Z' }],
        };
        const at = { createdAt: '2026-11-20T10:00:00Z', updatedAt: '2026-11-20T10:00:00Z' };
        chat.past = [{ ...at, id: 'c0', status: 'closed', first: 'Prices?', last: 'From €49', rating: { rating: 4 } }];
        await openView(view);
        await new Promise((done) => setTimeout(done, 100));
        expect(await faults()).to.deep.equal([]);
      });
    }
  }
});
