import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { startTelegram } from '../helpers/telegram.ts';
import { startTestApp } from '../helpers/test-app.ts';

after(closeBrowser);

test('a visitor goes on in Telegram in the middle of a scenario and comes back: one conversation on both sides, each word once', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const { url } = await startTestApp(t, { env });
  const { page, faults } = await openPage(t, `${url}/`);
  const chat = await openChat(page);
  await chat.choose('Leave a contact');
  await chat.told('What is your name?').waitFor();

  await chat.menu('Continue in Telegram');
  const link = chat.panel.getByRole('link', { name: 'Open Telegram' });
  const href = (await link.getAttribute('href'))!;
  assert.ok(href.startsWith(`${emulator.url}/t/`), href);
  assert.ok((await chat.panel.locator('.qr svg, .qr canvas, .qr img').count()) > 0, 'a QR code stands there');
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.start(new URL(href).searchParams.get('start')!);
  await olga.waitForMessage('Velo Harbour');
  olga.press('Continue here');
  await chat.panel.getByText('Olga').first().waitFor();
  await olga.waitForMessage('What is your name?');

  olga.send('Olga Petersen');
  await olga.waitForMessage('How can we reach you');
  await page.keyboard.press('Escape');
  await chat.told('How can we reach you').waitFor();
  await chat.panel.getByText('Olga Petersen', { exact: true }).first().waitFor();

  await chat.say('olga@example.com');
  await chat.told('May Velo Harbour store').waitFor();
  await olga.waitForMessage('olga@example.com');
  await olga.waitForMessage('May Velo Harbour store');
  olga.press('Yes, I agree');
  await olga.waitForMessage("I've noted");
  await chat.told("I've noted").waitFor();

  const said = olga.messages().map(({ text }) => text ?? '');
  for (const once of ['What is your name?', 'How can we reach you', 'May Velo Harbour store', "I've noted"]) {
    assert.equal(said.filter((text) => text.includes(once)).length, 1, `${once} in ${JSON.stringify(said)}`);
  }
  assert.equal(await chat.panel.locator('[part~=message-agent]').filter({ hasText: "I've noted" }).count(), 1);
  assert.deepEqual(faults, []);
});
