import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { compile } from 'svelte/compiler';
import { build, type Plugin, type Rolldown } from 'vite';
import type { AgentChat } from '@agent-chat/widget';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { openChat } from '../helpers/chat-page.ts';
import { ROOT, startTestApp } from '../helpers/test-app.ts';

after(closeBrowser);

const PAGES = ['react.ts', 'vue.ts', 'svelte.js', 'angular.ts'];
const svelte: Plugin = {
  name: 'svelte',
  load: (id) => (id.endsWith('.svelte') ? compile(readFileSync(id, 'utf8'), { filename: id }).js.code : undefined),
};

for (const entry of PAGES) {
  test(`${entry}: the framework sets an attribute and a property, hears an event and fills a slot`, async (t) => {
    const { url } = await startTestApp(t);
    const { page, faults } = await openPage(t, `${url}/healthz`);
    // A page that the test makes up has no network address, and from such a page the loopback is out of reach.
    await page.context().grantPermissions(['local-network-access']);
    const script = await bundle(entry);
    await page.route(`${url}/framework.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
    await page.route(`${url}/framework`, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
    faults.length = 0;
    await page.goto(`${url}/framework`);

    const tag = page.locator('agent-chat');
    await tag.waitFor({ state: 'attached' });
    const context = await tag.evaluate((element: AgentChat) => element.context);
    assert.deepEqual([await tag.getAttribute('theme'), context], ['dark', { product: 'bike-7' }]);

    const { panel } = await openChat(page);
    await page.locator('output', { hasText: 'opened 1' }).waitFor();
    assert.equal(await tag.getAttribute('theme'), 'light', 'an attribute follows what the page knows');
    const footer = tag.locator('small');
    assert.equal(await footer.evaluate((element) => element.assignedSlot?.name), 'footer');
    assert.ok((await panel.isVisible()) && (await footer.isVisible()));
    assert.deepEqual(faults, []);
  });
}

const PAGE = `<!doctype html><html lang="en"><title>Framework</title><body>
  <script type="module" src="/agent-chat.js"></script>
  <script type="module" src="/framework.js"></script>`;

/** The page as one script, without any plugin of the framework's own. */
async function bundle(entry: string): Promise<string> {
  const [built] = (await build({
    ...{ root: join(ROOT, 'tests/e2e/frameworks'), configFile: false, logLevel: 'silent', plugins: [svelte] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      ...{ write: false, minify: false, target: 'es2022' },
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput[];
  return built!.output[0].code;
}
