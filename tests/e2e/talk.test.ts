import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { eventually } from '../helpers/eventually.ts';
import { spawnServer } from '../helpers/spawned-server.ts';

after(closeBrowser);

test('the composer leaves input methods alone, counts emoji as they are stored, and keeps a draft', async (t) => {
  const server = await spawnServer(t);
  const { page } = await openPage(t, `${server.url}/`);
  const { panel } = await openChat(page);
  const composer = panel.getByLabel('Your message');
  const said = panel.locator('[part~=message-visitor]');

  await composer.focus();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  assert.equal(await said.count(), 0, 'the Enter that ends a composition sends nothing');
  await devtools.send('Input.insertText', { text: '日本' });
  await page.keyboard.press('Enter');
  await said.first().waitFor();
  assert.match((await said.first().textContent()) ?? '', /日本/);

  const send = panel.getByRole('button', { name: 'Send' });
  await composer.fill('😀'.repeat(2001));
  await panel.getByText('-2 characters left').waitFor();
  assert.equal(await send.isDisabled(), true);
  await composer.fill('😀'.repeat(2000));
  await panel.getByText('0 characters left').waitFor();
  assert.equal(await send.isDisabled(), false);

  await composer.fill('half a thought');
  await page.waitForTimeout(300);
  await page.reload();
  const again = await openChat(page);
  await eventually(
    'the draft is there',
    async () => (await again.panel.getByLabel('Your message').inputValue()) === 'half a thought',
  );
});

test('/human brings the agent’s honest word and the contact form', async (t) => {
  const server = await spawnServer(t);
  const { page } = await openPage(t, `${server.url}/`);
  const chat = await openChat(page);
  await chat.panel.getByRole('button', { name: 'What to do with this answer' }).waitFor();
  const composer = chat.panel.getByLabel('Your message');
  await composer.pressSequentially('/hu');
  await chat.panel.getByRole('option', { name: /human/ }).waitFor();
  await composer.press('Enter');
  await chat.told('I cannot say when one of them is free').waitFor();
  assert.equal(await composer.inputValue(), '');
  await chat.choose('Leave a contact');
  await chat.panel.locator('[part~=message-visitor]').first().waitFor();
});
