import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { eventually } from '../helpers/eventually.ts';
import { spawnServer } from '../helpers/spawned-server.ts';
import { stored } from '../helpers/stored.ts';

after(closeBrowser);

test('what is written while the server is down arrives once and in order, even when the page is closed in between', async (t) => {
  const server = await spawnServer(t);
  const { page } = await openPage(t, `${server.url}/`);
  const chat = await openChat(page);
  await chat.say('Are you open on Saturday?');
  await chat.told('10:00').waitFor();
  await server.kill();
  await chat.say('What does a bike wash cost?');
  await chat.say('And where are you?');
  await chat.panel.locator('[part~=message-visitor]').nth(2).waitFor();
  await page.goto('about:blank');

  await server.start();
  await page.goto(`${server.url}/`);
  await (await openChat(page)).told('Harbour Street').waitFor();
  const said = () =>
    stored<{ text: string }>(server.dataDir, `select text from messages where role = 'visitor' order by seq`);
  await eventually('all three are stored', () => said().length >= 3);
  await page.waitForTimeout(500);
  assert.deepEqual(
    said().map(({ text }) => text),
    ['Are you open on Saturday?', 'What does a bike wash cost?', 'And where are you?'],
  );
});
