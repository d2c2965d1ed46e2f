import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { startModelServer } from '../helpers/model-server.ts';
import { startTestApp } from '../helpers/test-app.ts';

after(closeBrowser);

test('a visitor of the demo site opens the chat, is greeted, asks and is answered, under the strict policy and without a fault', async (t) => {
  const { url } = await startTestApp(t);
  const { page, faults } = await openPage(t, `${url}/`);
  const response = await page.reload();
  assert.match(
    response!.headers()['content-security-policy']!,
    /default-src 'self'.*script-src 'self'.*style-src 'self'/,
  );
  const chat = await openChat(page);
  await chat.panel.getByRole('button', { name: 'Opening hours' }).waitFor();
  await chat.say('Are you open on Saturday?');
  await chat.told('10:00').waitFor();
  await chat.panel.locator('[part~=citations]').last().waitFor();
  assert.equal(
    await chat.panel.getByRole('button', { name: 'Help me choose a service' }).count(),
    0,
    'quick replies have gone',
  );
  assert.deepEqual(faults, []);
});

test('the chat stays after a reload, in a second tab, and closes with Escape', async (t) => {
  const { url } = await startTestApp(t);
  const { page } = await openPage(t, `${url}/`);
  const chat = await openChat(page);
  await chat.say('Are you open on Saturday?');
  await chat.told('10:00').waitFor();
  await page.keyboard.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });

  const tab = await page.context().newPage();
  await tab.goto(`${url}/services/`);
  const second = await openChat(tab);
  await second.told('10:00').waitFor();
  await second.say('And what does a wash cost?');
  await second.told('€20').waitFor();
  await page.reload();
  const again = await openChat(page);
  await again.told('€20').waitFor();
  assert.equal(await again.panel.locator('[part~=message-visitor]').count(), 2);
});

test('the Russian page speaks Russian', async (t) => {
  const { url } = await startTestApp(t);
  const { page, faults } = await openPage(t, `${url}/ru/`, { locale: 'ru-RU' });
  await page.locator('agent-chat').getByRole('button').first().click();
  const panel = page.locator('agent-chat dialog[open]');
  await panel.locator('[part~=message-agent]').first().waitFor();
  assert.match(await panel.locator('[part~=message-agent]').first().innerText(), /[а-я]{5}/);
  await panel.locator('textarea').fill('Сколько стоит мойка велосипеда?');
  await panel.locator('textarea').press('Enter');
  await panel.locator('[part~=message-agent]').filter({ hasText: '20' }).waitFor();
  assert.deepEqual(faults, []);
});

test('inside a page with hostile styles the chat keeps its look and can be used', async (t) => {
  const { url } = await startTestApp(t);
  const { page } = await openPage(t, `${url}/`);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { all: unset; display: inline !important; color: red !important; font: 40px/1 cursive !important; letter-spacing: 1em !important; }
      button, textarea, dialog, agent-chat * { display: none !important; pointer-events: none !important; opacity: 0 !important; }
      body { transform: none; overflow: hidden; text-transform: uppercase; direction: rtl; }
    `);
    document.adoptedStyleSheets = [sheet];
  });
  const chat = await openChat(page);
  await chat.say('Are you open on Saturday?');
  const answer = chat.told('10:00');
  await answer.waitFor();
  const look = await answer.evaluate((element) => {
    const { fontSize, textTransform, letterSpacing, direction } = getComputedStyle(element);
    return { fontSize: Number.parseFloat(fontSize), textTransform, letterSpacing, direction };
  });
  assert.ok(look.fontSize >= 12 && look.fontSize <= 20, JSON.stringify(look));
  assert.deepEqual([look.textTransform, look.letterSpacing, look.direction], ['none', 'normal', 'ltr']);
});

test('what a model writes makes no request and runs nothing', async (t) => {
  const model = await startModelServer(t);
  model.otherwise = {
    text: '![x](https://evil.example/a.png) <img src=https://evil.example/b.png onerror=alert(1)> [click](javascript:alert(1)) [fine](https://fine.example/) <script>alert(1)</script> done',
  };
  const { url } = await startTestApp(t, { env: model.env });
  const { page, faults } = await openPage(t, `${url}/`);
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  const chat = await openChat(page);
  await chat.say('Show me a picture');
  const answer = chat.told('done');
  await answer.waitFor();
  const links = await answer
    .locator('a')
    .evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]));
  assert.ok(
    links.every(([href, rel]) => /^https?:/.test(href!) && rel!.includes('noopener')),
    JSON.stringify(links),
  );
  assert.equal(await answer.locator('img, script, iframe').count(), 0);
  assert.deepEqual(faults, []);
});
