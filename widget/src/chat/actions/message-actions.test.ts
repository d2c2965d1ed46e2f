import { message } from '@agent-chat/sdk/testing';
import { expect, waitUntil } from '@open-wc/testing';
import { openChat, type OpenedChat } from '../../testing/open-chat.ts';

const answer = (fields: object = {}) => message({ seq: 2, id: `a${Math.random()}`, text: 'From **€49**.', ...fields });

describe('what can be done with an answer', () => {
  let page: OpenedChat;
  const button = (name: string) => page.find<HTMLButtonElement>(`.acts [aria-label="${name}"]`);

  afterEach(() => {
    page.remove();
    localStorage.clear();
  });

  it('stands below the latest one; below others a button brings it', async () => {
    const question = message({ seq: 3, role: 'visitor', text: 'And?' });
    page = await openChat({ messages: [answer(), question, answer({ seq: 4 })] });
    await button('Copy');
    expect(page.root.querySelectorAll('.acts').length).to.equal(1);
    (await page.find<HTMLButtonElement>('[aria-label="What to do with this answer"]')).click();
    await waitUntil(() => page.root.querySelectorAll('.acts').length === 2);
    await waitUntil(() => page.root.activeElement?.matches('.acts .act'), 'the focus goes there');
    expect(await page.faults()).to.deep.equal([]);
  });

  it('is a target of at least 24 pixels', async () => {
    page = await openChat({ messages: [answer()] });
    const { width, height } = (await button('Copy')).getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(24);
  });

  it('gives the text to the clipboard as it was written', async () => {
    page = await openChat({ messages: [answer()] });
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    (await button('Copy')).click();
    await waitUntil(() => page.texts('.told')[0] === 'Copied');
    expect(copied).to.deep.equal(['From **€49**.']);
  });

  it('rates it, shows the rating, and takes it back', async () => {
    page = await openChat({ messages: [answer({ id: 'rated' })] });
    const up = await button('Good answer');
    up.click();
    await waitUntil(() => up.ariaPressed === 'true');
    await waitUntil(() => page.texts('.told')[0] === 'Thank you!');
    up.click();
    await waitUntil(() => up.ariaPressed === 'false');
    expect(page.asked('giveFeedback').map((call) => call.slice(1))).to.deep.equal([
      ['rated', 'up', undefined],
      ['rated', 'none', undefined],
    ]);
  });

  it('asks what was wrong, and takes a comment', async () => {
    page = await openChat({ messages: [answer({ id: 'bad' })] });
    (await button('Bad answer')).click();
    const field = await page.find<HTMLTextAreaElement>('.comment textarea');
    await waitUntil(() => page.root.activeElement === field);
    expect(await page.faults()).to.deep.equal([]);
    field.value = 'An old price';
    page.query<HTMLButtonElement>('.comment button')!.click();
    await waitUntil(() => !page.query('.comment'));
    expect(page.asked('giveFeedback').at(-1)).to.deep.equal(['giveFeedback', 'bad', 'down', 'An old price']);
  });

  it('shows what was given before, and what is given on another device meanwhile', async () => {
    const said = answer({ id: 'kept', feedback: 'up' });
    page = await openChat({ messages: [said] });
    const up = await button('Good answer');
    expect(up.ariaPressed).to.equal('true');
    page.chat.set({ messages: [{ ...said, feedback: 'down' }] });
    await waitUntil(() => up.ariaPressed === 'false');
    expect((await button('Bad answer')).ariaPressed).to.equal('true');
  });

  it('is as it was when the server refuses', async () => {
    page = await openChat({ messages: [answer()] });
    const up = await button('Good answer');
    page.chat.refuse({ code: 'RATE_LIMITED', message: 'slow down', retryAfter: 3 });
    up.click();
    await waitUntil(() => page.asked('giveFeedback').length === 1 && up.ariaPressed === 'false');
    await waitUntil(() => page.texts('[role=status]').some((text) => text.includes('3 seconds')));
  });

  it('is not offered for what is still being written', async () => {
    page = await openChat({ messages: [answer()], turn: 'streaming' });
    await button('Copy');
    page.chat.set({ streaming: { id: 's', author: { name: 'Marta' }, text: 'Wait' } });
    await page.find('.streaming');
    expect(page.query('.streaming agent-chat-actions')).to.equal(null);
  });
});
