import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { startTestApp } from '../helpers/test-app.ts';

after(closeBrowser);

test('the owner sets up the console by the link; a visitor leaves a contact; it stands in the table, on its page and in the export', async (t) => {
  const { app, url } = await startTestApp(t);
  const { page: console, faults } = await openPage(t, url + app.setupPath!);
  await setUp(console);
  await console.getByText('No leads yet').waitFor();

  const visitor = await openPage(t, `${url}/`);
  const chat = await openChat(visitor.page);
  await chat.choose('Leave a contact');
  await chat.told('What is your name?').waitFor();
  await chat.say('Otto Keller');
  await chat.told('Thank you, Otto').waitFor();
  await chat.say('call me maybe');
  await chat.told("That doesn't look like").waitFor();
  await chat.say('What does a bike wash cost?');
  await chat.told('€20').waitFor();
  await chat.told('How can we reach you').waitFor();
  await chat.say('otto.keller@example.com');
  await chat.told('May Velo Harbour store').waitFor();
  await chat.choose('Yes, I agree');
  await chat.told("I've noted").waitFor();
  assert.deepEqual(visitor.faults, []);

  const row = console.locator('table.leads tbody tr').filter({ hasText: 'Otto Keller' });
  await row.waitFor();
  assert.match(await row.innerText(), /otto\.keller@example\.com/);
  for (const format of ['CSV', 'XLSX', 'JSON']) {
    const download = console.waitForEvent('download');
    await console.getByRole('link', { name: format }).click();
    const file = await readFile(await (await download).path());
    if (format === 'XLSX') assert.equal(file.subarray(0, 2).toString(), 'PK');
    else assert.match(file.toString(), /Otto Keller[^]*otto\.keller@example\.com/);
  }
  await row.getByRole('link', { name: 'Otto Keller' }).click();
  await console.getByText('otto.keller@example.com').first().waitFor();
  await console.getByText('What does a bike wash cost?').first().waitFor();
  assert.deepEqual(faults, []);
});

test('the owner answers a visitor in the live view: the agent is silent until he hands back', async (t) => {
  const { app, url } = await startTestApp(t);
  const { page: console, faults } = await openPage(t, url + app.setupPath!);
  await setUp(console);
  const visitor = await openPage(t, `${url}/`);
  const chat = await openChat(visitor.page);
  await chat.say('Are you open on Saturday?');
  await chat.told('10:00').waitFor();

  await console.getByRole('link', { name: 'Conversations' }).click();
  await console.locator('ul.conversations a').first().click();
  await console.getByText('Are you open on Saturday?').last().waitFor();
  const answer = console.locator('#composer-text');
  await answer.fill('Anna from the workshop here!');
  await answer.press('Enter');
  await chat.told('Anna from the workshop here!').waitFor();
  await console.getByText('You are answering; the agent is silent.').waitFor();
  assert.equal(await chat.panel.locator('[part~=message-operator]').count(), 1);

  await chat.say('Thank you, Anna. When do you close?');
  await console.getByText('Thank you, Anna. When do you close?').last().waitFor();
  await visitor.page.waitForTimeout(700);
  assert.equal(await chat.panel.locator('[part~=message-agent]').count(), 2, 'the greeting and the first answer');
  await console.getByRole('button', { name: 'Hand back to the agent' }).click();
  await console.getByText('You are answering; the agent is silent.').waitFor({ state: 'hidden' });
  await chat.say('What does a bike wash cost?');
  await chat.told('€20').waitFor();
  assert.deepEqual([...faults, ...visitor.faults], []);
});

async function setUp(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Anna');
  await page.getByLabel('E-mail').fill('anna@velo.example');
  await page.getByLabel('Password').fill('a long password');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();
}
