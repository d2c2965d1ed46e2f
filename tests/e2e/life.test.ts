import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { spawnServer } from '../helpers/spawned-server.ts';

after(closeBrowser);

test('under the strict policy of the site, a conversation is saved, ended, rated, and gone on with later', async (t) => {
  const server = await spawnServer(t);
  const { page } = await openPage(t, `${server.url}/`);
  const chat = await openChat(page);
  await chat.say('Are you open on Saturday?');
  await chat.told('10:00').waitFor();
  await chat.panel.getByRole('img', { name: 'Read', exact: true }).waitFor();

  const downloading = page.waitForEvent('download');
  await chat.menu('Download transcript');
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^conversation-.*\.txt$/);
  const text = await readFile(await download.path(), 'utf8');
  assert.match(text, /You\nAre you open on Saturday\?\n/);
  assert.match(text, /10:00/);
  await page.keyboard.press('Escape');

  await chat.menu('End conversation');
  await chat.panel.getByRole('button', { name: 'End conversation' }).click();
  await chat.panel.getByRole('radio', { name: '5 stars' }).check();
  await chat.panel.getByRole('button', { name: 'Send rating' }).click();
  await chat.panel.getByText('Thank you for your rating!').waitFor();

  await chat.menu('New conversation');
  await chat.panel.getByRole('button', { name: 'Start a new conversation' }).click();
  await chat.menu('Earlier conversations');
  await chat.panel.getByRole('button', { name: 'Are you open on Saturday?' }).click();
  await chat.told('10:00').waitFor();
});
