import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { OWNER_ENV } from '../helpers/console.ts';
import { fileOf, PDF, PNG, wav } from '../helpers/sample-files.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

after(closeBrowser);

const HOSTILE = '"><img src=x onerror="window.hacked=true">.png';

test('the console shows what a visitor attached, and the operator attaches an answer', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const visitor = await openVisitor(t, url);
  const sources = [fileOf(PNG, HOSTILE), fileOf(PDF, 'offer.pdf'), fileOf(wav(), 'noise.wav')];
  const files = await Promise.all(sources.map((source) => visitor.chat.upload(source)));
  await visitor.chat.send('', { files });

  const { page, faults } = await openPage(t, `${url}/admin/conversations/${visitor.chat.state.conversation!.id}`);
  await page.getByLabel('E-mail').fill(OWNER_ENV.ADMIN_EMAIL);
  await page.getByLabel('Password').fill(OWNER_ENV.ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  const said = page.locator('.message.visitor');
  const picture = said.locator('.picture img');
  await picture.waitFor();
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.picture img')!.complete);
  assert.equal(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth), 1, 'the picture is shown');
  assert.match((await picture.getAttribute('alt'))!, /onerror=/, 'its name is text');
  await page.waitForFunction(() => document.querySelector<HTMLAudioElement>('.message audio')!.controls);
  const download = page.waitForEvent('download');
  await said.getByRole('link', { name: 'offer.pdf' }).click();
  assert.equal((await download).suggestedFilename(), 'offer.pdf');

  await page.locator('input[type=file]').setInputFiles([
    { name: 'answer.png', mimeType: 'image/png', buffer: PNG },
    { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><p>') },
  ]);
  await page.locator('.attachments li.fault').getByText('page.html').waitFor();
  await page.locator('.attachments li', { hasText: /^\s*answer\.png/ }).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = await visitor.waitForMessage(({ role }) => role === 'operator');
  assert.deepEqual(
    answer.blocks.map((block) => 'file' in block && block.file.name),
    ['answer.png'],
  );
  await page.locator('.message.operator .picture img').waitFor();
  assert.equal(await page.evaluate(() => 'hacked' in window), false);
  assert.deepEqual(
    faults.filter((fault) => !/415/.test(fault)),
    [],
  );
});

test('a visitor attaches files in the widget, and sees them in the log as the server keeps them', async (t) => {
  const { url } = await startTestApp(t);
  const { page, faults } = await openPage(t, url);
  const { panel, told } = await openChat(page);
  const clip = panel.getByRole('button', { name: 'Attach files' });
  await clip.waitFor();
  const chooser = page.waitForEvent('filechooser');
  await clip.click();
  await (
    await chooser
  ).setFiles([
    { name: 'bike.png', mimeType: 'image/png', buffer: PNG },
    { name: 'offer.pdf', mimeType: 'application/pdf', buffer: PDF },
  ]);
  // Whether or not the uploads have arrived by then.
  await page.keyboard.press('Enter');
  const picture = panel.locator('[part~=message-visitor] .picture img');
  await picture.waitFor();
  await picture.evaluate((image: HTMLImageElement) => image.decode());
  const download = page.waitForEvent('download');
  await panel.getByRole('link', { name: 'Download offer.pdf' }).click();
  assert.equal((await download).suggestedFilename(), 'offer.pdf');
  await told(/received your files/).waitFor();
  assert.equal(await panel.locator('.attachment').count(), 0);
  assert.deepEqual(faults, []);
});
