import { expect, waitUntil } from '@open-wc/testing';
import { site } from '../../testing/fake-chat.ts';
import { openChat, type OpenedChat } from '../../testing/open-chat.ts';
import { createTexts } from '../texts/texts.ts';
import type { TextTree } from '../texts/translate.ts';
import { opensText } from './opens-text.ts';

const opensAt = '2026-11-30T09:00:00.000Z';
const away = {
  text: 'The workshop is closed.',
  action: { value: 'away', label: 'Leave a message', scenario: 'lead-capture' },
};
const closed = { ...site, office: { open: false, opensAt, timezone: 'Europe/Dublin', away } };

describe('a closed office', () => {
  let chat: OpenedChat | undefined;
  afterEach(() => chat?.remove());

  it('says so in the header and above the composer, with what can be done meanwhile', async () => {
    chat = await openChat({ site: closed });
    const button = await chat.find('.away button');
    expect(chat.query('.away p')!.textContent).to.equal(away.text);
    await waitUntil(() => chat!.query('[part=status]')!.textContent!.includes('Away'));
    expect(await chat.faults()).to.deep.equal([]);
    button.click();
    expect(chat.asked('send').map(([, text, options]) => [text, options])).to.deep.equal([
      ['Leave a message', { scenario: 'lead-capture' }],
    ]);
  });

  it('is gone when it opens, and an operator who answers all the same is there', async () => {
    chat = await openChat({ site: closed });
    await chat.find('.away');
    chat.chat.set({ site: { ...site, office: { open: true, timezone: 'Europe/Dublin' } } });
    await waitUntil(() => !chat!.query('.away'), 'the notice goes');
    expect(chat.query('[part=status]')!.textContent!.trim()).to.equal('Online');
  });

  it('tells when it opens as people say it: today, tomorrow, the day, the date', async () => {
    const tree = (await (await fetch('/locales/en/widget-more.json')).json()) as TextTree;
    const clock = { clock: { hours: '24' } };
    const texts = createTexts({ ...tree, ...clock }, 'en');
    const then = new Date(2026, 10, 30, 9, 5);
    const from = (...now: [number, number, number, number]) => opensText(then.toISOString(), texts, new Date(...now));
    expect(from(2026, 10, 30, 0)).to.equal('Away · back at 9:05');
    expect(from(2026, 10, 29, 23)).to.equal('Away · back tomorrow at 9:05');
    expect(from(2026, 10, 27, 20)).to.equal('Away · back Monday at 9:05');
    expect(from(2026, 10, 20, 20)).to.equal('Away · back November 30 at 9:05');
    expect(opensText(undefined, texts)).to.equal('Away');
  });
});
