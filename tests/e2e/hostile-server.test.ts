import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { Page, WebSocketRoute } from 'playwright-core';
import { conversation, message, site } from '@agent-chat/sdk/testing';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { eventually } from '../helpers/eventually.ts';
import { spawnServer } from '../helpers/spawned-server.ts';

after(closeBrowser);

/** What may stand where something else belongs. */
const NONSENSE = [
  null,
  7,
  -1,
  1e300,
  '',
  '<b>x</b>',
  'x'.repeat(9_000),
  true,
  [],
  {},
  [null],
  { then: 1 },
] as unknown[];
/** Like a template of Lit's that is ready to be drawn. */
const TEMPLATE = { _$litType$: 1, strings: ['<img src=x onerror=document.title="run">'], values: [] };
const junk = fc.oneof(fc.constantFrom<unknown>(...NONSENSE, TEMPLATE), fc.jsonValue({ maxDepth: 3 }));

const OPEN = `0${JSON.stringify({ sid: 's', pingInterval: 25_000, pingTimeout: 20_000, upgrades: [], maxPayload: 1e6 })}`;
const greeting = message({ seq: 1, text: 'Welcome' });
const opened = {
  ...{ protocol: 1, conversation: { ...conversation(), lastSeq: 1 }, messages: [greeting], hasEarlier: false, site },
  turn: 'idle',
};
const full = message({
  ...{ seq: 2, text: 'See **this**', citations: [{ title: 'Prices', url: 'https://x.io' }] },
  blocks: [
    { type: 'choices', style: 'list', choices: [{ value: 'a', label: 'A' }] },
    {
      type: 'cards',
      cards: [{ id: 'c', title: 'Card', price: '1', url: 'https://x.io', action: { value: 'a', label: 'A' } }],
    },
    { type: 'form', id: 'f', submit: 'Go', fields: [{ name: 'n', kind: 'select', label: 'N', options: [] }] },
    { type: 'file', file: { id: 'i', name: 'n', type: 'text/plain', size: 1, url: '/files/i/k/n' } },
    { type: 'input', kind: 'email', placeholder: 'you@x.io' },
  ],
});

interface Host {
  page: Page;
  faults(): string[];
  /** To every socket that is open. */
  tell(event: string, payload: unknown): void;
  send(packet: string): void;
  /** What is said to whoever connects. */
  answer: string[];
}

/** The page of a shop whose chat talks to the test instead of its server; the button counts in the page's title. */
async function openHost(t: TestContext, prepare?: (page: Page) => Promise<unknown>): Promise<Host> {
  const server = await spawnServer(t);
  const { page, faults } = await openPage(t, `${server.url}/llms.txt`);
  const sockets = new Set<WebSocketRoute>();
  const host: Host = {
    ...{ page, answer: [OPEN, '40{"sid":"s"}', packet('session:opened', opened)] },
    // A refused file is told on the console by the browser itself.
    faults: () => faults.filter((fault) => !/Failed to load resource|WebSocket connection/.test(fault)),
    tell: (event, payload) => host.send(packet(event, payload)),
    send: (text) => sockets.forEach((socket) => socket.send(text)),
  };
  await page.routeWebSocket(/socket\.io/, (socket) => {
    sockets.add(socket);
    socket.onClose(() => void sockets.delete(socket));
    socket.onMessage((text) => {
      const asked = /^42(\d+)/.exec(String(text));
      if (asked) socket.send(`43${asked[1]}[{"ok":true,"messages":[],"hasEarlier":false}]`);
      else if (String(text).startsWith('40')) for (const said of host.answer.slice(1)) socket.send(said);
    });
    socket.send(host.answer[0]!);
  });
  await page.route(`${server.url}/host`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>0</title><button onclick="document.title++">Buy</button>
        <script type="module" src="/agent-chat.js"></script><agent-chat locale="en"></agent-chat>`,
    }),
  );
  await prepare?.(page);
  await page.goto(`${server.url}/host`);
  return host;
}

const packet = (event: string, payload: unknown): string => `42${JSON.stringify([event, payload])}`;
const panelOf = (page: Page) => page.locator('agent-chat dialog[open]');
const open = async (page: Page) => {
  await page.locator('agent-chat [part~=launcher]').click();
  await panelOf(page).waitFor();
};

async function assertPageLives({ page, faults }: Host): Promise<void> {
  const before = Number(await page.title());
  await page.evaluate(() => document.querySelector('button')!.click());
  assert.equal(Number(await page.title()), before + 1);
  assert.deepEqual(faults(), []);
}

/** Every value of a tree, by its path. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  const inner = value && typeof value === 'object' ? Object.entries(value) : [];
  return [...(path.length ? [path] : []), ...inner.flatMap(([key, each]) => pathsOf(each, [...path, key]))];
}

function spoil(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = spoil(copy[key], rest, by);
  return copy;
}

const spoilt = <T>(value: T) =>
  fc.tuple(fc.constantFrom(...pathsOf(value)), junk).map(([path, by]) => spoil(value, path, by));

test('wrong types in whatever a server tells break neither the page nor the chat', async (t) => {
  const host = await openHost(t);
  await open(host.page);
  await panelOf(host.page).getByText('Welcome').waitFor();
  let seq = 2;
  const told = fc.oneof(
    spoilt({ message: full }).map((payload) => ['message:added', payload] as const),
    spoilt({ message: full }).map((payload) => ['message:updated', payload] as const),
    spoilt({ id: 's', author: { name: 'A' } }).map((payload) => ['message:start', payload] as const),
    spoilt({ id: 's', offset: 0, text: 'piece' }).map((payload) => ['message:delta', payload] as const),
    spoilt({ id: 's', message: full }).map((payload) => ['message:end', payload] as const),
    spoilt({ conversation: conversation() }).map((payload) => ['conversation:changed', payload] as const),
    spoilt({ state: 'thinking', by: { name: 'A' }, seq: 1 }).map((payload) => ['turn:changed', payload] as const),
    spoilt({ on: true, by: { name: 'A' } }).map((payload) => ['typing:changed', payload] as const),
    spoilt({ consent: { text: 'May we?', given: true } }).map((payload) => ['consent:changed', payload] as const),
    fc.tuple(fc.constantFrom('notice:raised', 'message:read', 'x:y', 'constructor', '__proto__'), junk),
  );
  const property = fc.asyncProperty(fc.array(told, { minLength: 5, maxLength: 15 }), async (all) => {
    for (const [event, payload] of all) host.tell(event, payload);
    await host.page.waitForTimeout(80);
    await assertPageLives(host);
    assert.notEqual(await host.page.title(), 'run');
  });
  await fc.assert(property, { numRuns: 25, endOnFailure: true });
  // Whatever has been said to belong to another conversation, a new session is one.
  host.answer[2] = packet('session:opened', { ...opened, conversation: { ...conversation(), id: 'c2' }, messages: [] });
  host.send('41');
  await eventually('the chat is told again', async () => {
    host.tell('message:added', {
      message: { ...greeting, id: `w${seq}`, conversationId: 'c2', seq: 1, text: 'Still here' },
    });
    seq++;
    return (await panelOf(host.page).getByText('Still here').count()) > 0;
  });
});

test('a session with wrong types leaves the page alone and the chat open', async (t) => {
  const host = await openHost(t);
  const property = fc.asyncProperty(spoilt(opened), async (session) => {
    host.answer[2] = packet('session:opened', session);
    await host.page.reload();
    await open(host.page);
    await host.page.waitForTimeout(150);
    await assertPageLives(host);
    assert.equal(await panelOf(host.page).getByLabel('Your message').count(), 1);
  });
  await fc.assert(property, { numRuns: 20, endOnFailure: true });
});

const answers: Record<string, string[]> = {
  HTML: ['<!doctype html><h1>502 Bad Gateway</h1>'],
  'broken JSON': ['0{"sid":'],
  'broken JSON later': [OPEN, '40{"sid":"s"}', '42["session:opened",{"protocol'],
  'nothing of the protocol': ['null'],
  'no session at all': [OPEN, '40{"sid":"s"}', '42["session:opened"]'],
  'an odd event': [OPEN, '40{"sid":"s"}', '42{"a":1}'],
  'a refusal of no meaning': [OPEN, '44"no"'],
};
for (const [name, answer] of Object.entries(answers)) {
  test(`a server that answers with ${name} is a notice in the chat and nothing on the page`, async (t) => {
    const host = await openHost(t);
    host.answer = answer;
    await open(host.page);
    await panelOf(host.page).locator('[part~=notice]').waitFor();
    await assertPageLives(host);
  });
}

test('a text of a megabyte is shown and the page goes on', async (t) => {
  const host = await openHost(t);
  await open(host.page);
  const text = '# <b>[a](javascript:1) **x** `y` | z |\n> - '.repeat(25_000);
  host.tell('message:added', { message: { ...greeting, id: 'big', seq: 2, text } });
  host.tell('message:added', { message: { ...greeting, id: 'after', seq: 3, text: 'Still here' } });
  await panelOf(host.page).getByText('Still here').waitFor({ timeout: 30_000 });
  await assertPageLives(host);
});

const words = {
  HTML: [200, '<h1>x</h1>'],
  null: [200, 'null'],
  'wrong types': [200, '{"panel":null,"composer":[7]}'],
  'a 404': [404, '{}'],
} as const;
for (const [name, [status, body]] of Object.entries(words)) {
  test(`words of the widget that are ${name} leave a chat that can be used`, async (t) => {
    const host = await openHost(t, (page) => page.route('**/locales/**', (route) => route.fulfill({ status, body })));
    await open(host.page);
    await panelOf(host.page).getByText('Welcome').waitFor();
    await panelOf(host.page).locator('.menu-button').click();
    await panelOf(host.page).locator('.menu').waitFor();
    await assertPageLives(host);
  });
}

test('parts that cannot be fetched stay away, and everything else is there', async (t) => {
  const blocked = (page: Page) => page.route(/chunks\/(?!chat-|mount-chat|rich-text)/, (route) => route.abort());
  const host = await openHost(t, blocked);
  host.answer[2] = packet('session:opened', { ...opened, messages: [greeting, full] });
  await open(host.page);
  await panelOf(host.page).getByText('See this').waitFor();
  await panelOf(host.page).locator('.menu-button').click();
  await host.page.waitForTimeout(700);
  await assertPageLives(host);
});

test('a chat that cannot be fetched leaves the page as it was', async (t) => {
  const host = await openHost(t, (page) => page.route(/chunks\//, (route) => route.abort()));
  await host.page.locator('agent-chat [part~=launcher]').click();
  await host.page.waitForTimeout(500);
  const unexpected = host.faults().filter((fault) => !fault.includes('cannot load the chat'));
  assert.deepEqual(unexpected, []);
  assert.equal(await panelOf(host.page).count(), 0);
});
