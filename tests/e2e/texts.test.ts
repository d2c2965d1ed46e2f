import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { OWNER_ENV } from '../helpers/console.ts';
import { eventually } from '../helpers/eventually.ts';
import { ownContent, startTestApp } from '../helpers/test-app.ts';

after(closeBrowser);

const KEY = 'widget:composer.placeholder';

async function openTexts(t: TestContext) {
  const content = await ownContent(t);
  const { url } = await startTestApp(t, { env: { ...content, ...OWNER_ENV } });
  const { page, faults } = await openPage(t, `${url}/admin/locales?tags=de&namespace=widget`);
  await page.getByLabel('E-mail').fill(OWNER_ENV.ADMIN_EMAIL);
  await page.getByLabel('Password').fill(OWNER_ENV.ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  const file = async () => JSON.parse(await readFile(join(content.LOCALES_DIR, 'de/widget.json'), 'utf8'));
  return { url, page, faults, file };
}

/** What the file says once it is written. */
const says = (file: () => Promise<{ composer: { placeholder: string } }>, text: string) =>
  eventually(`the file says ${text}`, async () => (await file()).composer.placeholder === text);

const cell = (page: Page) => page.locator(`td[data-key="${KEY}"][data-tag="de"]`);

test('a text that is edited stands in the preview at once, after saving in the file and in open chats, and is taken back', async (t) => {
  const { url, page, faults, file } = await openTexts(t);
  const visitor = await openPage(t, `${url}/`);
  await visitor.page.locator('agent-chat').evaluate((chat) => chat.setAttribute('locale', 'de'));
  await openChat(visitor.page);
  const before = (await file()).composer.placeholder;

  await cell(page).click();
  await cell(page).locator('textarea').fill('Was dürfen wir für Sie tun?');
  const preview = page.frameLocator('text-preview iframe');
  await preview.getByPlaceholder('Was dürfen wir für Sie tun?').waitFor();
  await page.keyboard.press('Control+Enter');
  await says(file, 'Was dürfen wir für Sie tun?');
  await visitor.page.getByPlaceholder('Was dürfen wir für Sie tun?').waitFor();

  // The next text is open now.
  await page.locator('text-editor').filter({ hasNotText: 'Was dürfen' }).waitFor();
  await cell(page).and(page.locator('.text-cell')).click();
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Take back to this' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await says(file, before);
  assert.deepEqual(faults, []);
});

test('a text that would break something is refused with the reason, and two people do not overwrite each other', async (t) => {
  const { page, faults, file } = await openTexts(t);
  await cell(page).click();
  const field = cell(page).locator('textarea');
  await field.fill('{{nobody}}');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await cell(page).getByText('{{nobody}}, which the English text has not').waitFor();

  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByText('Anna is here').waitFor();
  await cell(other).click();
  await cell(other).locator('textarea').fill('Ihre Frage');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await says(file, 'Ihre Frage');

  await field.fill('Ihr Anliegen');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await cell(page).getByText('Ihre Frage').waitFor();
  assert.equal((await file()).composer.placeholder, 'Ihre Frage');
  await page.getByRole('button', { name: 'Save mine' }).click();
  await says(file, 'Ihr Anliegen');
  // Chromium notes every refusal.
  assert.deepEqual(
    faults.filter((fault) => !/status of 4(09|22)/.test(fault)),
    [],
  );
});

test('the grid is walked by keyboard', async (t) => {
  const { page } = await openTexts(t);
  await cell(page).waitFor();
  await page.locator('td.text-cell[tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  const focused = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.key);
  const second = await page.locator('td.text-cell').nth(1).getAttribute('data-key');
  assert.equal(focused, second);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'textarea');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.key), second);
});
