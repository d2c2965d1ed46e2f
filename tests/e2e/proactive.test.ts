import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { startTestApp } from '../helpers/test-app.ts';

after(closeBrowser);

test('who reads the price list is spoken to once; a reload does not repeat it, and a click goes on in the chat', async (t) => {
  const { url } = await startTestApp(t);
  const { page, faults } = await openPage(t, `${url}/services/`);
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  const greeting = page.locator('agent-chat .greeting');
  const readPrices = () => page.locator('.jobs').scrollIntoViewIfNeeded();
  await readPrices();
  await greeting.waitFor();
  const words = await greeting.locator('.greeting-text').textContent();
  assert.match(words!, /prices/);
  assert.deepEqual(sockets, [], 'nothing is connected by it');

  await page.reload();
  await readPrices();
  await page.waitForTimeout(8000);
  assert.equal(await greeting.count(), 0);

  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await readPrices();
  await greeting.getByRole('button', { name: 'What would mine cost?' }).click();
  const panel = page.locator('agent-chat dialog[open]');
  await panel.locator('[part~=message-agent]').filter({ hasText: words! }).waitFor();
  await panel.locator('[part~=message-visitor]').filter({ hasText: 'How much does a repair cost' }).waitFor();
  // The greeting, the rule's words, the answer.
  await panel.locator('[part~=message-agent]').nth(2).waitFor();
  assert.equal(await greeting.count(), 0);
  assert.deepEqual(faults, []);
});
