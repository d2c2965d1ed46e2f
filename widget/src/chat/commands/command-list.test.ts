import { conversation, message } from '@agent-chat/sdk/testing';
import { expect, waitUntil } from '@open-wc/testing';
import { openChat, type OpenedChat } from '../../testing/open-chat.ts';

describe('commands in the composer', () => {
  let page: OpenedChat;
  const field = () => page.query<HTMLTextAreaElement>('.composer textarea')!;
  const names = () => page.texts('.command-name');

  function type(text: string): void {
    field().value = text;
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
  }

  const press = (key: string, options: KeyboardEventInit = {}) =>
    field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));

  async function begin(text = '/', attributes: Record<string, string> = {}): Promise<void> {
    const messages = [message({ seq: 1, text: 'Hello' })];
    page = await openChat(
      { messages, conversation: conversation({ locale: attributes['locale'] ?? 'en' }) },
      attributes,
    );
    await page.find('.tool');
    type(text);
    await page.find('.commands');
  }

  afterEach(() => page.remove());

  it('are listed at a slash and filtered by what follows', async () => {
    await begin();
    expect(names()).to.deep.equal(['/help', '/human', '/reset', '/lang language']);
    expect(await page.faults()).to.deep.equal([]);
    type('/h');
    await waitUntil(() => names().length === 2);
    type('/hello');
    await waitUntil(() => names().length === 0);
    expect(field().hasAttribute('aria-activedescendant')).to.equal(false);
  });

  it('are chosen by arrows, the chosen one named to screen readers', async () => {
    await begin();
    press('ArrowDown');
    press('ArrowUp');
    press('ArrowUp');
    const chosen = () => page.query(`#${field().getAttribute('aria-activedescendant')}`);
    await waitUntil(() => chosen()?.ariaSelected === 'true' && chosen()?.textContent?.includes('/lang'));
    press('Tab');
    await waitUntil(() => names().length === 0);
    expect(field().value).to.equal('/lang ');
  });

  it('do it at Enter, and send nothing', async () => {
    await begin('/hum');
    press('Enter');
    await waitUntil(() => page.asked('requestOperator').length === 1);
    expect([field().value, page.asked('send').length]).to.deep.equal(['', 0]);
  });

  it('do it at a click, with the caret where it was', async () => {
    await begin();
    page.query('.command')!.click();
    await page.find('.help');
    expect(page.texts('.help dt')[0]).to.contain('/help');
    expect(await page.faults()).to.deep.equal([]);
  });

  it('close at Escape before the chat does', async () => {
    await begin();
    press('Escape');
    await waitUntil(() => names().length === 0);
    expect([page.element.hasAttribute('open'), field().value]).to.deep.equal([true, '/']);
  });

  it('take a language', async () => {
    await begin('/l');
    type('/lang ru');
    await waitUntil(() => names().length === 0);
    press('Enter');
    await waitUntil(() => page.asked('setLocale').length === 1);
    expect(page.asked('setLocale')[0]).to.deep.equal(['setLocale', 'ru']);
  });

  it('are known by the words of the language, too', async () => {
    await begin('/чел', { locale: 'ru' });
    expect(names()).to.deep.equal(['/human']);
    type('/оператор');
    press('Enter');
    await waitUntil(() => page.asked('requestOperator').length === 1);
  });

  it('are listed while a comment on an answer is written above', async () => {
    page = await openChat({ messages: [message({ seq: 2, text: 'Hello' })] });
    (await page.find('[aria-label="Bad answer"]')).click();
    await page.find('.comment textarea');
    type('/');
    await page.find('.commands');
  });

  it('leave alone what only looks like one', async () => {
    await begin();
    type('/etc/hosts is a file');
    await waitUntil(() => names().length === 0);
    press('Enter');
    expect(page.asked('send')[0]?.[1]).to.equal('/etc/hosts is a file');
  });

  it('leave the Enter of an input method alone', async () => {
    await begin('/hu');
    press('Enter', { isComposing: true });
    expect(page.asked('requestOperator')).to.deep.equal([]);
    expect(names()).to.deep.equal(['/human']);
  });
});
