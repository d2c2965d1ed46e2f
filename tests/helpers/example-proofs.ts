import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { PNG } from './sample-files.ts';
import { signIdentity } from './sign.ts';

/** By the example: does on its page what its text says, and throws when it does not come true. */
export const PROOFS: Record<string, (page: Page) => Promise<unknown>> = {
  async floating(page) {
    const launcher = page.getByRole('button', { name: 'Open chat' });
    assert.ok((await launcher.boundingBox())!.x < 100, 'the launcher is at the start');
    await launcher.click();
    await greeted(page);
  },
  async inline(page) {
    const box = await (await greeted(page)).boundingBox();
    assert.equal(Math.round(box!.height), 500);
    await page.getByText('After the chat').waitFor();
  },
  async page(page) {
    const box = await (await greeted(page)).boundingBox();
    const { width, height } = page.viewportSize()!;
    assert.deepEqual([Math.round(box!.width), Math.round(box!.height)], [width, height]);
  },
  async several(page) {
    const inline = page.locator('agent-chat').first().locator('[part=panel]');
    await answered(inline, 'Are you open on Saturday?', '10:00');
    await page.getByRole('button', { name: 'Open chat' }).click();
    const second = page.locator('agent-chat').last().locator('[part=panel]');
    await second.locator('[part~=message-agent]').filter({ hasText: '10:00' }).waitFor();
  },
  async slots(page) {
    await greeted(page);
    await page.getByText('Workshop desk').waitFor();
    await page.getByText('We keep what you write for 30 days.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Ask us').waitFor();
  },
  async parts(page) {
    const bubble = (await greeted(page)).locator('[part~=bubble]').first();
    assert.equal(await bubble.evaluate((element) => getComputedStyle(element).borderTopLeftRadius), '2px');
  },
  async tokens(page) {
    const panel = await greeted(page);
    const send = panel.locator('[part~=send]');
    const colour = () => send.evaluate((element) => getComputedStyle(element).backgroundColor);
    await panel.getByLabel('Your message').fill('Hello');
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-theme=light]')!.click());
    await eventually('the light accent', async () => (await colour()) === 'rgb(124, 45, 94)');
    await page.evaluate(() => document.querySelector<HTMLElement>('[data-theme=dark]')!.click());
    await eventually('the dark accent', async () => (await colour()) === 'rgb(163, 71, 127)');
  },
  async events(page) {
    const panel = await open(page);
    await say(panel, 'my password is 1234');
    await page.getByText('message-send my password is 1234: kept back').waitFor();
    await answered(panel, 'Are you open on Saturday?', '10:00');
    await page.getByText('message-added agent').last().waitFor();
    assert.equal(await panel.locator('[part~=message-visitor]').count(), 1);
  },
  async methods(page) {
    await page.getByRole('button', { name: 'What does a wash cost?' }).click();
    await panelOf(page).locator('[part~=message-agent]').filter({ hasText: '€20' }).last().waitFor();
  },
  async queue(page) {
    await panelOf(page).locator('[part~=message-agent]').filter({ hasText: '10:00' }).last().waitFor();
  },
  async identity(page) {
    await page.getByLabel('Token').fill(await signIdentity('u-7', { name: 'Olga' }));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The server knows Olga.').waitFor();
  },
  async context(page) {
    const told = framesOf(page);
    await open(page);
    await page.getByLabel('Bicycle').evaluate((select: HTMLSelectElement) => {
      select.value = 'quay-3';
      select.dispatchEvent(new Event('change'));
    });
    await eventually('the server is told', async () => told.some((frame) => frame.includes('quay-3')));
  },
  async track(page) {
    const told = framesOf(page);
    await page.getByRole('button', { name: 'Put a lamp into the cart' }).click();
    await page.waitForTimeout(300);
    assert.deepEqual(told, [], 'nothing is connected by it');
    await open(page);
    await eventually('the server is told', async () => told.some((frame) => /page:event.*"total":120/.test(frame)));
  },
  async proactive(page) {
    await page.getByRole('button', { name: 'Look at the prices' }).click();
    await page.locator('agent-chat .greeting-text').filter({ hasText: 'prices' }).waitFor();
  },
  async 'office-hours'(page) {
    const away = (await greeted(page)).locator('[part~=away]');
    await away.getByRole('button').click();
    await panelOf(page).locator('[part~=message-agent]').filter({ hasText: 'What is your name?' }).waitFor();
  },
  async forms(page) {
    await page.getByRole('button', { name: 'Book an appointment' }).click();
    await panelOf(page).locator('[part~=form]').getByLabel('Phone').waitFor();
  },
  async files(page) {
    const panel = await greeted(page);
    const chosen = page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: 'Attach files' }).click();
    await (await chosen).setFiles({ name: 'bike.png', mimeType: 'image/png', buffer: PNG });
    await panel.getByRole('button', { name: 'Send' }).click();
    await panel.locator('[part~=message-visitor] [part~=image]').waitFor();
  },
  async voice(page) {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        const context = new AudioContext();
        const [tone, out] = [context.createOscillator(), context.createMediaStreamDestination()];
        tone.connect(out);
        tone.start();
        return out.stream;
      };
    });
    await page.reload();
    const panel = await greeted(page);
    await panel.locator('[part~=record]').click();
    await panel.locator('[part~=record-bar]').waitFor();
    await page.waitForTimeout(1200);
    await panel.locator('[part~=record-bar]').getByRole('button', { name: 'Send' }).click();
    await panel.locator('[part~=message-visitor] [part~=voice]').waitFor();
  },
  async cards(page) {
    const panel = panelOf(page);
    await panel.locator('[part~=card]').filter({ hasText: 'from €49' }).waitFor();
    await panel.getByRole('button', { name: 'Which one is quicker?' }).waitFor();
    assert.match((await panel.locator('[part~=citations] a').getAttribute('href'))!, /\/services\/$/);
  },
  async languages(page) {
    await greeted(page);
    const choose = (tag: string) =>
      page.locator('select').evaluate((select: HTMLSelectElement, tag) => {
        select.value = tag;
        select.dispatchEvent(new Event('change'));
      }, tag);
    await choose('ar');
    await page.waitForFunction(() => {
      const panel = document.querySelector('agent-chat')!.shadowRoot!.querySelector('[part=panel]')!;
      return getComputedStyle(panel).direction === 'rtl';
    });
    await choose('ru');
    await panelOf(page).getByLabel('Ваше сообщение').waitFor();
  },
  'strict-csp': (page) => asks(page),
  'trusted-types': (page) => asks(page),
  async spa(page) {
    const told = framesOf(page);
    await answered(await open(page), 'Are you open on Saturday?', '10:00');
    await page.evaluate(() => document.querySelector<HTMLElement>('nav a')!.click());
    await page.getByText('Twelve bicycles stand here.').waitFor();
    await eventually('the server is told', async () => told.some((frame) => frame.includes('?view=bikes')));
    await panelOf(page).locator('[part~=message-agent]').filter({ hasText: '10:00' }).waitFor();
  },
  async 'own-face'(page) {
    await page.getByText('online').waitFor();
    await page.getByLabel('Message').fill('Are you open on Saturday?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('li', { hasText: /^agent: .*10:00/ }).waitFor();
  },
  async iterator(page) {
    await page.getByRole('button').click();
    await page.locator('output', { hasText: '10:00' }).waitFor();
  },
  async fake(page) {
    await page.getByText('Welcome!').waitFor();
    await page.getByRole('button', { name: 'Stream an answer' }).click();
    await page.getByText('From €49, and it takes a day.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Refuse the next message' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Refused: FORBIDDEN').waitFor();
  },
};

function panelOf(page: Page): Locator {
  return page.locator('agent-chat [part=panel]').first();
}

async function greeted(page: Page): Promise<Locator> {
  await panelOf(page).locator('[part~=message-agent]').first().waitFor();
  return panelOf(page);
}

async function open(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Open chat' }).click();
  return greeted(page);
}

async function say(panel: Locator, text: string): Promise<void> {
  await panel.getByLabel('Your message').fill(text);
  await panel.getByLabel('Your message').press('Enter');
}

async function answered(panel: Locator, question: string, answer: string): Promise<void> {
  await say(panel, question);
  await panel.locator('[part~=message-agent]').filter({ hasText: answer }).last().waitFor();
}

async function asks(page: Page): Promise<void> {
  await answered(await open(page), 'Are you open on Saturday?', '10:00');
}

/** What its sockets send from now on. */
function framesOf(page: Page): string[] {
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => void frames.push(String(payload))));
  return frames;
}
