import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { build, type Rolldown } from 'vite';
import type { Page } from 'playwright-core';
import { LoopbackServer } from '../../sdk/test/loopback-server.ts';
import { closeBrowser, openBrowser } from '../helpers/browser.ts';
import { eventually } from '../helpers/eventually.ts';
import { projectWithSdk } from '../helpers/sdk-package.ts';

after(closeBrowser);

/** The packed SDK as a bundler makes one file of it for a page, a worker or a service worker. */
let bundle: string;
before(async (t) => {
  const project = await projectWithSdk(t as TestContext);
  await writeFile(join(project, 'entry.js'), `export * from '@agent-chat/sdk';`);
  const lib = { entry: 'entry.js', formats: ['es' as const] };
  const [built] = (await build({
    ...{ root: project, configFile: false, logLevel: 'silent' },
    build: { write: false, lib, rolldownOptions: { output: { codeSplitting: false } } },
  })) as Rolldown.RolldownOutput[];
  bundle = built!.output[0].code;
});

const ANSWER = `
  import { createChat } from '/sdk.js';
  addEventListener('message', async ({ data, source }) => {
    const chat = createChat({ server: data });
    const { text, seq } = await chat.send('Hello from ' + globalThis.constructor.name);
    (source ?? self).postMessage({ text, seq, forgetful: Boolean(chat.state.forgetful) });
    await chat.close();
  });
`;

/** A site of somebody's own: an empty page, the bundle and what runs in workers. */
async function openSite(t: TestContext): Promise<string> {
  const files: Record<string, [type: string, text: string]> = {
    '/': ['text/html', '<!doctype html><title>Site</title>'],
    '/sdk.js': ['text/javascript', bundle],
    '/worker.js': ['text/javascript', ANSWER],
  };
  const http = createServer(({ url }, response) => {
    const [type, text] = files[url!] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type }).end(text);
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  t.after(() => http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
}

async function startServer(t: TestContext): Promise<LoopbackServer> {
  const server = await LoopbackServer.start();
  t.after(() => server.down());
  return server;
}

async function openContext(t: TestContext) {
  const context = await (await openBrowser()).newContext();
  t.after(() => context.close());
  return context;
}

async function openSdk(page: Page, site: string): Promise<Page> {
  await page.goto(site);
  await page.evaluate(async () => Object.assign(globalThis, { sdk: await import('/sdk.js' as string) }));
  return page;
}

type Sdk = typeof import('@agent-chat/sdk');
declare const sdk: Sdk;
declare let chat: ReturnType<Sdk['createChat']>;

const connect = (page: Page, server: string) =>
  page.evaluate((url) => {
    Object.assign(globalThis, { chat: sdk.createChat({ server: url }) });
  }, server);
const texts = (page: Page) => page.evaluate(() => chat.state.messages.map(({ text }) => text));
const told = (server: LoopbackServer) => server.messages.map(({ text }) => text);

test('it runs in a worker and in a service worker', async (t) => {
  const [server, site] = [await startServer(t), await openSite(t)];
  const page = await (await openContext(t)).newPage();
  await page.goto(site);
  const fromWorker = await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage(url);
      }),
    server.url,
  );
  assert.deepEqual(fromWorker, { text: 'Hello from DedicatedWorkerGlobalScope', seq: 1, forgetful: false });
  const fromServiceWorker = await page.evaluate(async (url) => {
    await navigator.serviceWorker.register('/worker.js', { type: 'module' });
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
      active!.postMessage(url);
    });
  }, server.url);
  assert.deepEqual(fromServiceWorker, { text: 'Hello from ServiceWorkerGlobalScope', seq: 2, forgetful: false });
});

test('two tabs of one browser stay in step: what is said, and who has signed in and out', async (t) => {
  const [server, site, context] = [await startServer(t), await openSite(t), await openContext(t)];
  const [one, two] = [await openSdk(await context.newPage(), site), await openSdk(await context.newPage(), site)];
  for (const page of [one, two]) await connect(page, server.url);
  await one.evaluate(() => chat.send('from one'));
  await two.evaluate(() => chat.send('from two'));
  for (const page of [one, two]) {
    await page.waitForFunction(() => chat.state.messages.length === 2);
    assert.deepEqual(await texts(page), ['from one', 'from two']);
  }
  const identity = `x.${Buffer.from('{"sub":"anna"}').toString('base64url')}.x`;
  await one.evaluate((signed) => chat.identify(signed), identity);
  await two.waitForFunction(() => chat.state.conversation?.verified?.name === 'anna');
  server.switchTo('fresh');
  await one.evaluate(() => chat.reset());
  for (const page of [one, two]) await page.waitForFunction(() => chat.state.conversation?.id === 'fresh');
});

test('what is typed offline survives a reload and goes out once and in order', async (t) => {
  const [server, site, context] = [await startServer(t), await openSite(t), await openContext(t)];
  const page = await openSdk(await context.newPage(), site);
  await connect(page, server.url);
  await page.waitForFunction(() => chat.state.connection === 'online');
  await server.down();
  const all = Array.from({ length: 20 }, (_, index) => `typed ${index}`);
  await page.evaluate((lines) => void lines.map((line) => chat.send(line)), all);
  await page.waitForFunction(() => chat.state.messages.length === 20 && chat.state.connection === 'offline');
  await page.waitForTimeout(200);
  await openSdk(page, site);
  await connect(page, server.url);
  await page.waitForFunction(() => chat.state.messages.length === 20);
  assert.ok(await page.evaluate(() => chat.state.messages.every(({ delivery }) => delivery === 'waiting')));
  await server.up();
  await eventually('all are stored', () => server.messages.length >= 20);
  assert.deepEqual(told(server), all);
});

const REFUSALS: Record<string, () => void> = {
  'that throws when it is looked at': () =>
    Object.defineProperty(globalThis, 'indexedDB', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
  'that refuses to open': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  },
  'whose quota is used up': () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
  'that is not there': () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }),
};
for (const [which, refuse] of Object.entries(REFUSALS)) {
  test(`with a storage ${which} all works for the session, and the state says so`, async (t) => {
    const [server, site, context] = [await startServer(t), await openSite(t), await openContext(t)];
    await context.addInitScript(refuse);
    const page = await openSdk(await context.newPage(), site);
    await connect(page, server.url);
    await page.evaluate(() => {
      let changes = 0;
      let was: boolean | undefined;
      chat.subscribe(({ forgetful }) => {
        if (was !== undefined && was !== Boolean(forgetful)) changes++;
        was = Boolean(forgetful);
        Object.assign(globalThis, { changes });
      });
    });
    assert.equal(await page.evaluate(async () => (await chat.send('Hello')).seq), 1);
    assert.deepEqual(await texts(page), ['Hello']);
    assert.equal(await page.evaluate(() => chat.state.forgetful), true);
    assert.ok((await page.evaluate(() => (globalThis as unknown as { changes: number }).changes)) <= 1);
    server.drop();
    await page.waitForFunction(() => chat.state.connection === 'connecting');
    await page.waitForFunction(() => chat.state.connection === 'online');
    assert.equal(server.handshakes.at(-1)?.token, 'token-1');
  });
}

test('a frame without an origin of its own, as where third-party storage is blocked, works for the session', async (t) => {
  const [server, site, context] = [await startServer(t), await openSite(t), await openContext(t)];
  const page = await context.newPage();
  await page.goto(site);
  await page.setContent(`<iframe sandbox="allow-scripts" srcdoc="<title>Frame</title>"></iframe>`);
  const frame = page.frames().at(-1)!;
  await frame.evaluate(
    async ([code, url]) => {
      const sdk = (await import(`data:text/javascript,${encodeURIComponent(code!)}`)) as Sdk;
      Object.assign(globalThis, { chat: sdk.createChat({ server: url! }) });
    },
    [bundle, server.url],
  );
  assert.equal(await frame.evaluate(async () => (await chat.send('Hello')).seq), 1);
  assert.equal(await frame.evaluate(() => chat.state.forgetful), true);
});
