import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { afterwards } from '../helpers/afterwards.ts';
import { closeBrowser, openBrowser } from '../helpers/browser.ts';
import { ROOT, startTestApp } from '../helpers/test-app.ts';

after(closeBrowser);

const SCRIPT = '<script type="module" src="/agent-chat.js"></script>';
const TAG = '<agent-chat locale="en"></agent-chat>';

interface Host {
  page: Page;
  url: string;
  /** Violations of the policy, exceptions, and errors on the console. */
  faults: string[];
}

/** A page of somebody's own, served where the chat is, with the headers that the test is about. */
async function openHost(
  t: TestContext,
  {
    body = SCRIPT + TAG,
    policy = '',
    prepare,
  }: { body?: string; policy?: string; prepare?(page: Page): Promise<unknown> },
): Promise<Host> {
  const { url } = await startTestApp(t);
  const context = await (await openBrowser()).newContext({ locale: 'en-GB' });
  afterwards(t, () => context.close());
  // A page that the test makes up has no network address, and from such a page the loopback is out of reach.
  await context.grantPermissions(['local-network-access']);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(`exception: ${message}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  await prepare?.(page);
  const headers = { 'content-type': 'text/html', ...(policy && { 'content-security-policy': policy }) };
  await page.route(`${url}/host`, (route) =>
    route.fulfill({ headers, body: `<!doctype html><html lang="en"><title>Host</title><h1>Shop</h1>${body}` }),
  );
  await page.goto(`${url}/host`);
  return { page, url, faults };
}

/** Opens it, asks, is answered, and opens the menu: what a visitor does. */
async function useChat(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open chat' }).click();
  const panel = page.locator('agent-chat dialog[open]');
  await panel.getByLabel('Your message').fill('Are you open on Saturday?');
  await panel.getByLabel('Your message').press('Enter');
  await panel.locator('[part~=message-agent]').filter({ hasText: '10:00' }).last().waitFor();
  await panel.locator('.menu-button').click();
  await panel.locator('.menu').waitFor();
}

const policies = {
  'a strict policy': "default-src 'none'; script-src 'self'; connect-src 'self' ws:",
  'a policy with a nonce': "default-src 'none'; script-src 'nonce-r4nd0m'; connect-src 'self' ws:",
  'Trusted Types, of which only Lit may make its own':
    "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'; trusted-types lit-html",
};

for (const [name, policy] of Object.entries(policies)) {
  test(`under ${name} the chat works and violates nothing`, async (t) => {
    const body = SCRIPT.replace('<script', '<script nonce="r4nd0m"') + TAG;
    const { page, faults } = await openHost(t, { policy, body });
    await useChat(page);
    assert.deepEqual(faults, []);
  });
}

test('a policy that forbids the script is violated: the tests above can fail', async (t) => {
  const { page, faults } = await openHost(t, { policy: "default-src 'none'; script-src 'nonce-other'" });
  await page.waitForTimeout(300);
  assert.match(faults.join(), /Content Security Policy/);
});

test('the versioned script with its integrity is kept for ever, read by other origins, and works; a changed one is refused', async (t) => {
  const { file, integrity } = JSON.parse(readFileSync(join(ROOT, 'widget/dist/integrity.json'), 'utf8'));
  const body = `<script type="module" src="/${file}" integrity="${integrity}" crossorigin></script>${TAG}`;
  const { page, url, faults } = await openHost(t, { body });
  await useChat(page);
  assert.deepEqual(faults, []);
  const { headers } = await fetch(`${url}/${file}`);
  assert.match(headers.get('cache-control')!, /immutable/);
  assert.equal(headers.get('access-control-allow-origin'), '*');
  const changed = await openHost(t, { body: body.replace(/sha384-..../, 'sha384-AAAA') });
  await changed.page.waitForTimeout(300);
  assert.match(changed.faults.join(), /integrity/);
});

test('where the browser refuses every storage the chat works for the session', async (t) => {
  const { page, faults } = await openHost(t, {
    prepare: (page) =>
      page.addInitScript(() => {
        const refuse = () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        };
        for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
        IDBFactory.prototype.open = refuse;
      }),
  });
  await useChat(page);
  assert.deepEqual(faults, []);
});

test('in a frame of another site, with a storage of its own, the chat works', async (t) => {
  const { page, url } = await openHost(t, {});
  await page.route('http://elsewhere.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${url}/host" width="900" height="800"></iframe>` }),
  );
  await page.goto('http://elsewhere.example/');
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Open chat' }).click();
  await frame.locator('agent-chat dialog[open]').getByLabel('Your message').fill('Are you open on Saturday?');
  await frame.locator('agent-chat dialog[open]').getByLabel('Your message').press('Enter');
  await frame.locator('[part~=message-agent]').filter({ hasText: '10:00' }).last().waitFor();
});

test('nothing of the chat gets out: the page has the same elements, styles and globals as before', async (t) => {
  const { page } = await openHost(t, {
    body: `<style>h1 { color: teal }</style><p class="launcher panel header">Text</p><dialog open>Own</dialog><button>Own</button>${TAG}`,
  });
  const look = () =>
    page.evaluate(() => ({
      elements: document.querySelectorAll('*').length,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      globals: Object.keys(window),
      styles: [...document.querySelectorAll('h1, p, dialog, button')].map((element) => {
        const style = getComputedStyle(element);
        return [...style].map((name) => style.getPropertyValue(name)).join('|');
      }),
    }));
  const before = await look();
  await page.evaluate(() => import('/agent-chat.js' as string));
  await useChat(page);
  const { globals, ...after } = await look();
  const { globals: known, ...rest } = before;
  assert.deepEqual(after, rest);
  assert.deepEqual(
    globals.filter((name) => !known.includes(name)),
    // Lit counts its versions on a page.
    ['agentChat', 'litHtmlVersions'],
  );
});

test('two tags of one page, and the script twice, are two chats that do not know of each other', async (t) => {
  const body = `${SCRIPT}<script type="module" src="/agent-chat.js?again"></script>
    <div style="height: 500px; width: 400px"><agent-chat id="one" mode="inline" locale="en"></agent-chat></div>${TAG}`;
  const { page, faults } = await openHost(t, { body });
  await useChat(page);
  const inline = page.locator('#one section[part~=panel]');
  await inline.getByLabel('Your message').fill('What does a wash cost?');
  await inline.getByLabel('Your message').press('Enter');
  await inline.locator('[part~=message-agent]').filter({ hasText: '€20' }).last().waitFor();
  assert.deepEqual(faults, []);
});
