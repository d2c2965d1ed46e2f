import type { Block, ChatMessage, Role } from '@agent-chat/sdk';
import { expect, waitUntil } from '@open-wc/testing';
import { type FakeChat, message, site } from '../testing/fake-chat.ts';
import { openChat, type OpenedChat } from '../testing/open-chat.ts';
import { watchHarm } from '../testing/watch-harm.ts';
import type { TextTree } from './texts/translate.ts';

const strings = (await (await fetch('/tests/fixtures/xss-strings.json')).json()) as string[];
const roles: Role[] = ['visitor', 'agent', 'operator', 'system'];
/** Messages that the log draws at once. */
const PAGE = 12;

/** A message with the string wherever a server may put one. */
function hostile(text: string, fields: Partial<ChatMessage> & { seq: number }): ChatMessage {
  return message({
    ...{ text, author: { name: text, avatar: text }, channel: text, status: 'partial' },
    ...{ citations: [{ title: text, url: text }], blocks: blocksOf(text), replyTo: text },
    ...fields,
  });
}

function blocksOf(text: string): Block[] {
  const choice = { value: text, label: text, text, scenario: text };
  const file = { id: text, name: text, type: text, size: 1, url: text };
  return [
    { type: 'choices', style: 'list', choices: [choice] },
    { type: 'choices', style: 'quick-replies', choices: [choice] },
    { type: 'cards', cards: [{ id: text, title: text, text, price: text, url: text, action: choice }] },
    { type: 'notice', code: text },
    { type: 'input', kind: 'text', placeholder: text },
    { type: 'file', file },
    { type: 'voice', file },
    { type: 'image', file: { ...file, type: 'image/png' }, alt: text },
    { type: text } as never,
  ];
}

/** Drawn only where nothing has been said after it. */
function formOf(text: string): Block {
  const field = { label: text, placeholder: text, value: text, error: text, country: text };
  const options = [{ value: text, label: text }];
  const kinds = ['text', 'phone', 'select', 'rating', 'consent', 'date'] as const;
  const fields = kinds.map((kind) => ({ ...field, kind, options, name: `${kind}${text}` }));
  return { type: 'form', id: text, submit: text, fields };
}

const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));

describe('hostile text', function () {
  this.timeout(120_000);
  let page: OpenedChat;
  let harm: ReturnType<typeof watchHarm>;

  beforeEach(() => (harm = watchHarm()));
  afterEach(() => page?.remove());

  async function settle(): Promise<void> {
    for (let frames = 0; frames < 2; frames++) await frame();
    expect(harm(page.root)).to.deep.equal([]);
  }

  async function open(state: ConstructorParameters<typeof FakeChat>[0] = {}): Promise<void> {
    page = await openChat(state);
  }

  async function show(view: string): Promise<void> {
    page.query('.menu-button')!.click();
    (await page.find(`[data-view=${view}]`)).click();
    await page.find('.view-body > *');
  }

  async function goBack(): Promise<void> {
    page.query('.view-head button')!.click();
    await frame();
  }

  it('is dangerous where it is taken for HTML, so that the tests below mean something', async () => {
    expect(strings.length).to.be.at.least(200);
    const place = document.createElement('iframe');
    document.body.append(place);
    const inner = place.contentWindow as Window & typeof globalThis;
    inner.__executed = 0;
    for (const text of strings.filter((each) => /\bonerror=__executed\+\+>/.test(each)).slice(0, 20)) {
      inner.document.body.innerHTML = text;
    }
    await waitUntil(() => inner.__executed >= 10, 'they run', { timeout: 8000 });
    place.remove();
  });

  it('neither runs nor loads in a message of anybody, nor in anything that comes with one', async () => {
    await open();
    for (let from = 0; from < strings.length; from += PAGE / roles.length) {
      const shown = strings.slice(from, from + PAGE / roles.length);
      const messages = shown.flatMap((text, at) =>
        roles.map((role, index) =>
          hostile(text, { role, seq: at * roles.length + index + 1, id: `${from + at} ${role}` }),
        ),
      );
      page.chat.set({ messages });
      await settle();
      expect(page.texts('.message').length).to.equal(messages.length);
    }
    expect(page.query('agent-chat-cards .card')).to.not.equal(null);
  });

  it('neither runs nor loads in the last message, whose forms and quick replies can be answered', async () => {
    await open({ messages: [hostile('first', { seq: 1, blocks: [formOf('first')] })] });
    await page.find('.form');
    for (const [index, text] of strings.entries()) {
      page.chat.set({
        messages: [hostile(text, { seq: 1, id: `m${index}`, blocks: [...blocksOf(text), formOf(text)] })],
        typing: { name: text },
        site: { ...site, name: text, agent: { name: text, avatar: text } },
      });
      await settle();
      expect(page.query('.form')).to.not.equal(null);
    }
  });

  it('neither runs nor loads while it is written piece by piece', async () => {
    await open();
    for (const [index, text] of strings.entries()) {
      const [id, author] = [`s${index}`, { name: text }];
      const step = Math.max(1, Math.ceil(text.length / 4));
      for (let end = step; end < text.length + step; end += step) {
        page.chat.set({ turn: 'streaming', streaming: { id, author, text: text.slice(0, end) } });
        await frame();
      }
      page.chat.set({ streaming: undefined, turn: 'idle' });
      const stored = message({ seq: 1, id, text, author });
      page.chat.set({ messages: [stored] });
      page.chat.tell('message', stored);
      page.chat.tell('notice', { code: text, message: text });
      await settle();
    }
  });

  it('neither runs nor loads in what is remembered, in earlier conversations, and in the linked channel', async () => {
    await open({ site: { ...site, locales: [...strings, 'en'] } });
    const createdAt = new Date().toISOString();
    const items = strings.map((text, index) => ({ id: String(index), kind: 'fact', text, createdAt }));
    page.chat.memory = { items: items as never, total: items.length };
    await show('memory');
    await waitUntil(() => page.texts('.memories li').length === strings.length, 'all of it is shown');
    await settle();
    await goBack();

    page.chat.past = strings.map((text, index) => ({
      ...{ id: String(index), status: 'closed', first: text, last: text, createdAt, updatedAt: createdAt },
    })) as never;
    await show('earlier');
    await waitUntil(() => page.texts('.conversations li').length > 10, 'they are shown');
    await settle();
    await goBack();

    await show('language');
    await waitUntil(() => page.query('.options button'), 'languages are shown');
    await settle();
    await goBack();

    await show('link');
    for (const name of strings) {
      const { conversation } = page.chat.state;
      const channels = [{ channel: 'telegram', name, linkedAt: createdAt }];
      page.chat.set({ conversation: { ...conversation!, channels } });
      await settle();
    }
    await goBack();

    page.chat.set({ site: { ...site, consent: { text: strings[1]!, url: 'javascript:__executed++', given: false } } });
    await page.find('agent-chat-consent .button');
    await settle();
  });

  it('neither runs nor loads as an error or as the words of the widget itself', async () => {
    const real = window.fetch;
    let served = 0;
    const poison = (tree: TextTree): TextTree =>
      Object.fromEntries(
        Object.entries(tree).map(([key, value]) => [
          key,
          typeof value === 'string' ? strings[served++ % strings.length]! : poison(value),
        ]),
      );
    window.fetch = async (input, init) => {
      const answer = await real(input, init);
      return String(input).includes('/locales/') ? Response.json(poison((await answer.json()) as TextTree)) : answer;
    };
    try {
      await open({ messages: [hostile('x', { seq: 1, blocks: [formOf('x')] })] });
      await page.find('.form');
      for (const message of strings) {
        page.chat.set({ connection: 'refused', error: { code: message as never, message, hint: message } });
        await settle();
      }
      page.query('.menu-button')!.click();
      await page.find('agent-chat-menu button');
      await settle();
      expect(served).to.be.above(100);
    } finally {
      window.fetch = real;
    }
  });
});
