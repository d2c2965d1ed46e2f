import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { startTestApp } from '../helpers/test-app.ts';

after(closeBrowser);

test('in the playground the chat follows the controls, and the snippet says and gives what was turned', async (t) => {
  const { url } = await startTestApp(t);
  const { page, faults } = await openPage(t, `${url}/playground/`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const chat = page.locator('agent-chat');
  const code = page.locator('pre');
  const bare = `<script type="module" src="${url}/agent-chat.js"></script>\n<agent-chat></agent-chat>\n`;
  assert.equal(await code.textContent(), bare);

  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Accent').fill('#7c2d5e');
  await page.getByLabel('Roundness').fill('4');
  const launcher = chat.locator('button').first();
  const colour = await launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
  assert.equal(colour, 'rgb(124, 45, 94)');
  const snippet = (await code.textContent())!;
  assert.match(snippet, /--agent-chat-accent: #7c2d5e;\n\s+--agent-chat-radius: 4px;/);
  assert.match(snippet, /<agent-chat theme="dark">/);

  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied', { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), snippet);

  await page.getByLabel('Mode').selectOption('inline');
  const panel = chat.locator('section[part=panel]');
  await panel.waitFor();
  assert.equal(Math.round((await panel.boundingBox())!.height), 600);

  await page.getByRole('button', { name: 'As it comes' }).click();
  await page.getByText(bare.split('\n')[1]!).waitFor();
  assert.equal(await code.textContent(), bare);
  assert.equal(await page.locator('.stage agent-chat').count(), 0);
  assert.deepEqual(faults, []);
});
