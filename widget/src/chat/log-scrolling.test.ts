import { expect, nextFrame } from '@open-wc/testing';
import { FakeChat, message } from '../testing/fake-chat.ts';
import { ChatLog } from './chat-log.ts';
import { chatStyles } from './styles/chat-styles.ts';
import { createTexts } from './texts/texts.ts';
import { waitUntil } from '../testing/wait-until.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message({ seq: from + index, text: `Line ${from + index}` }));

let log: ChatLog;

function show(state: FakeChat['state']): void {
  const host = document.body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${chatStyles} agent-chat-log { height: 500px }`);
  root.adoptedStyleSheets = [sheet];
  log = Object.assign(new ChatLog(), { state, texts: createTexts({}, 'en'), open: true });
  root.append(log);
}

const rows = () => [...log.querySelectorAll('agent-chat-message')];
const shown = () => rows().map((row) => row.querySelector('.text')!.textContent);

/** Until the words of a row are drawn, by wheel-like steps of `step` pixels. */
async function scrollTo(text: string, step: number): Promise<void> {
  for (let count = 0; count < 400 && !shown().includes(text); count++) {
    log.scroller.scrollTop += step;
    await nextFrame();
  }
  expect(shown()).to.include(text);
}

describe('moving through a long log', () => {
  afterEach(() => (log.getRootNode() as ShadowRoot).host.remove());

  it('draws what is near, lets go of the rest, and comes back to the end', async () => {
    const { state } = new FakeChat({ messages: lines(1, 300) });
    show(state);
    await waitUntil(() => shown().at(-1) === 'Line 300');
    await waitUntil(() => log.scrolling);
    await scrollTo('Line 40', -300);
    expect(rows().length).to.be.at.most(40);
    expect(shown()).not.to.include('Line 300');
    await scrollTo('Line 300', 300);
    expect(rows().length).to.be.at.most(40);
    await waitUntil(() => log.list.style.marginBlockEnd === '0px');
  });

  it('keeps the lines in sight where they are while others come and go around them', async () => {
    show(new FakeChat({ messages: lines(101, 200) }).state);
    await waitUntil(() => log.scrolling);
    await scrollTo('Line 140', -300);
    const row = rows().find((row) => row.getBoundingClientRect().top > log.scroller.getBoundingClientRect().top)!;
    const before = row.getBoundingClientRect().top;
    log.state = new FakeChat({ messages: lines(51, 200) }).state;
    await log.drawn;
    log.state = new FakeChat({ messages: lines(51, 260) }).state;
    await log.drawn;
    expect(Math.abs(row.getBoundingClientRect().top - before)).to.be.below(2);
  });

  it('draws the rows of a place that the scroll bar was dragged to', async () => {
    show(new FakeChat({ messages: lines(1, 300) }).state);
    await waitUntil(() => log.scrolling);
    await scrollTo('Line 40', -300);
    log.scroller.scrollTop /= 2;
    await waitUntil(() => shown().some((text) => text === 'Line 170' || text === 'Line 180'));
    const { top, bottom } = log.scroller.getBoundingClientRect();
    await waitUntil(() => rows().some((row) => row.getBoundingClientRect().bottom > top));
    expect(rows().some((row) => row.getBoundingClientRect().top < bottom)).to.equal(true);
  });

  it('asks once for earlier messages, however often it is drawn', async () => {
    const asked: unknown[] = [];
    const { state } = new FakeChat({ messages: lines(51, 100), hasEarlier: true });
    show(state);
    log.addEventListener('chat-request', ({ request }) => request.type === 'earlier' && asked.push(request));
    await waitUntil(() => log.scrolling);
    await scrollTo('Line 51', -300);
    log.scroller.scrollTop = -log.scroller.scrollHeight;
    await waitUntil(() => asked.length > 0);
    const { length } = asked;
    for (let count = 0; count < 5; count++) {
      log.state = { ...state };
      await log.drawn;
      await new Promise((done) => setTimeout(done, 20));
    }
    expect(asked.length).to.be.at.most(length + 1);
  });
});
