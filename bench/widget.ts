import Sqlite from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchLine } from './bench-line.ts';
import { startPeer, startProduct, type BenchServer } from './bench-server.ts';
import { median } from './measure.ts';
import { openBed, type BedOptions, type BedPage, type WidgetBed } from './widget-bed.ts';
import {
  buttonShownAfter,
  clickToMessage,
  clickToReady,
  countElements,
  countTasks,
  heapBytes,
  mainThreadTime,
} from './widget-probes.ts';

const ROUNDS = 3;
const TOKENS = 2_000;
const STREAM_MS = 10_000;
const LAUNCHER = 'agent-chat >> .launcher';
const COMPOSER = 'agent-chat >> textarea';
const CHOICE = 'agent-chat >> .choice';

const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><title>A shop</title>${head}<body>${body}</body></html>`;
const script = (path: string): string => `<script type="module" src="${path}"></script>`;
const PAGES = {
  '/empty.html': page(''),
  '/button.html': page('', script('/button.js') + script('/watch.js')),
  '/chat.html': page('<agent-chat></agent-chat>', script('/agent-chat.js') + script('/watch.js')),
  '/open.html': page('<agent-chat open></agent-chat>', script('/agent-chat.js')),
  '/hostile.html': page(
    '<agent-chat></agent-chat>',
    '<link rel="stylesheet" href="/hostile.css">' + script('/agent-chat.js'),
  ),
  '/hostile.css': '* { all: unset !important; font-size: 40px !important; display: block; color: red !important }',
  '/button.js': `document.body.append(Object.assign(document.createElement('button'), { textContent: 'Chat' }));`,
  '/watch.js': `const look = () => document.querySelector('button, agent-chat:defined') ? requestAnimationFrame(() => { globalThis.shownAt = performance.now(); }) : requestAnimationFrame(look); look();`,
};

/** W2–W10, W12 and W13: the built widget on bare pages in front of the real server, in Chromium. Limits are the targets unless the name says other. */
export async function run(): Promise<BenchLine[]> {
  const model = await startPeer('long-answer-model');
  const product = await startProduct({ OPENAI_BASE_URL: `${model.url}/v1`, OPENAI_MODEL: 'stub' });
  const bed = await openBed(product.url, PAGES);
  try {
    return [
      ...(await measureOpening(bed)),
      ...(await measureCost(bed)),
      ...(await measureStream(bed, 1)),
      ...(await measureStream(bed, 4)),
      ...(await measureStream(bed, 4, true)),
      ...(await measureHistory(bed, product)),
      await measureHostile(bed),
      ...(await measureAxe(bed)),
    ];
  } finally {
    await bed.close();
    await product.stop();
    await model.stop();
  }
}

function line(id: string, name: string, ours: number, limit: number, unit: string): BenchLine {
  return {
    id,
    name,
    ours,
    limit,
    ratio: limit ? ours / limit : ours,
    target: limit ? 1 : 0,
    unit,
    pass: ours <= limit,
  };
}

async function on<T>(bed: WidgetBed, path: string, options: BedOptions, work: (at: BedPage) => Promise<T>): Promise<T> {
  const at = await bed.open(path, options);
  try {
    return await work(at);
  } finally {
    await at.close();
  }
}

async function repeat(measure: () => Promise<number>): Promise<number> {
  const results: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) results.push(await measure());
  return median(results);
}

async function measureOpening(bed: WidgetBed): Promise<BenchLine[]> {
  const slow = { cpu: 4, slowNetwork: true };
  const button = await repeat(() => on(bed, '/button.html', slow, ({ page }) => buttonShownAfter(page)));
  const launcher = await repeat(() => on(bed, '/chat.html', slow, ({ page }) => buttonShownAfter(page)));
  const click = await repeat(() => on(bed, '/chat.html', slow, ({ page }) => clickToReady(page)));
  const hovered = await repeat(() =>
    on(bed, '/chat.html', slow, async ({ page }) => {
      await page.hover(LAUNCHER);
      await page.waitForTimeout(1_000);
      return clickToReady(page);
    }),
  );
  const ready = await repeat(() =>
    on(bed, '/open.html', slow, async ({ page }) => {
      await page.waitForSelector(COMPOSER);
      return page.evaluate(() => performance.now());
    }),
  );
  const { bytes, requests } = await measureBytes(bed);
  const shown = { id: 'W3', name: `launcher visible, slow, against a script that adds a button`, unit: 'ms' };
  return [
    line('W2-wire', 'bytes on the wire until ready to type', bytes, 24_000, 'bytes'),
    line('W2-asked', 'requests until ready to type', requests, 3, 'requests'),
    {
      ...shown,
      ours: launcher,
      limit: button,
      ratio: launcher / button,
      target: 1.15,
      pass: launcher / button <= 1.15,
    },
    line('W4', 'click to composer, slow', click, 350, 'ms'),
    line('W4-hover', 'click to composer, slow, after a second of hovering', hovered, 60, 'ms'),
    line('W4-open', 'navigation to ready, slow, opened by its attribute', ready, 800, 'ms'),
  ];
}

/** What the page itself weighs is left out, and so is the socket. */
async function measureBytes(bed: WidgetBed): Promise<{ bytes: number; requests: number }> {
  return on(bed, '/empty.html', {}, async ({ page, cdp }) => {
    const sizes: number[] = [];
    await cdp.send('Network.enable');
    cdp.on('Network.dataReceived', ({ encodedDataLength }) => sizes.push(encodedDataLength));
    let requests = 0;
    cdp.on('Network.requestWillBeSent', ({ type, request }) => {
      if (type !== 'Document' && !request.url.endsWith('/watch.js')) requests += 1;
    });
    await page.goto(`${bed.url}/open.html`);
    await page.waitForSelector(COMPOSER);
    await page.waitForTimeout(200);
    const own = PAGES['/open.html'].length;
    return { bytes: sizes.reduce((sum, size) => sum + size, 0) - own, requests };
  });
}

async function measureCost(bed: WidgetBed): Promise<BenchLine[]> {
  const settle = async (at: BedPage, ms = 1_000) => {
    await at.page.waitForTimeout(ms);
    return { time: await mainThreadTime(at), heap: await heapBytes(at) };
  };
  // What the driver itself puts into a page and runs there is in both.
  const drive = async ({ page }: BedPage, button: string, shown: string) => {
    await page.click(button);
    await page.waitForSelector(shown);
  };
  const empty = await on(bed, '/button.html', {}, async (at) => {
    const closed = await settle(at);
    await drive(at, 'button', 'button');
    return { closed, open: await settle(at) };
  });
  const chat = await on(bed, '/chat.html', {}, async (at) => {
    const closed = await settle(at);
    await drive(at, LAUNCHER, CHOICE);
    const open = await settle(at);
    return { closed, open, elements: await countElements(at.page) };
  });
  const countLong = (path: string, button: string, shown: string) =>
    on(bed, '/empty.html', { cpu: 4 }, (at) =>
      countTasks(at.page, async () => {
        await at.page.goto(`${bed.url}${path}`);
        await drive(at, button, shown);
      }),
    );
  const long =
    (await countLong('/chat.html', LAUNCHER, CHOICE)).long - (await countLong('/button.html', 'button', 'button')).long;
  return [
    line('W5-open', 'long tasks of loading and opening, 4×, above a page with a button', long, 0, 'tasks'),
    line('W6-closed', 'main thread, closed, above a page with a button', chat.closed.time - empty.closed.time, 4, 'ms'),
    line(
      'W6-open',
      'main thread, load and open, above a page with a button',
      chat.open.time - empty.open.time,
      25,
      'ms',
    ),
    line('W7-heap', 'heap when open, above a page with a button', (chat.open.heap - empty.open.heap) / 1e6, 0.5, 'MB'),
    line('W7', 'elements with greeting and quick replies', chat.elements, 40, 'elements'),
  ];
}

/** 2,000 tokens at 200 a second, net of what the open chat costs when nothing happens. */
async function measureStream(bed: WidgetBed, cpu: number, traced = false): Promise<BenchLine[]> {
  return on(bed, '/chat.html', { cpu }, async (at) => {
    const { page } = at;
    await page.click(LAUNCHER);
    await page.waitForSelector(CHOICE);
    await page.waitForTimeout(1_000);
    const times = [await mainThreadTime(at)];
    await page.waitForTimeout(STREAM_MS / 4);
    times.push(await mainThreadTime(at));
    const idle = times[1]! - times[0]!;
    let lag = 0;
    const tasks = async (): Promise<void> => {
      await page.fill(COMPOSER, 'Tell me everything');
      await page.press(COMPOSER, 'Enter');
      await page.waitForSelector('agent-chat >> .streaming p');
      for (let quarter = 0; quarter <= 4; quarter += 1) {
        times.push(await mainThreadTime(at));
        if (quarter === 3) lag = await readLag(page);
        else if (quarter < 4) await page.waitForTimeout(STREAM_MS / 4);
      }
    };
    const { long, late } = traced ? await countTasks(page, tasks) : (await tasks(), { long: 0, late: 0 });
    const quarters = [1, 2, 3, 4].map((at) => times[at + 2]! - times[at + 1]! - idle);
    const token = (times.at(-1)! - times[2]! - 4 * idle) / TOKENS;
    const cost = line(`W8-${cpu}x`, `processor per token, ${cpu}×`, token, cpu === 1 ? 0.35 : 1.3, 'ms');
    if (cpu === 1) {
      const growth = quarters[3]! / quarters[0]!;
      return [cost, line('W8-growth', 'last 500 tokens against the first 500', growth, 1.2, '×')];
    }
    if (!traced) return [cost];
    return [
      line('W5-stream', 'long tasks while streaming, 4×', long, 0, 'tasks'),
      line('W9-lag', 'last word shown after it was sent, 4×', lag, 150, 'ms'),
      line('W9-late', 'tasks longer than two frames while streaming, 4×', late, 2, 'tasks'),
    ];
  });
}

function readLag(page: BedPage['page']): Promise<number> {
  return page.evaluate(async () => {
    const root = document.querySelector('agent-chat')!.shadowRoot!;
    for (;;) {
      const words = root.querySelector('agent-chat-message:last-child .text > :last-child')?.textContent ?? '';
      const sent = /Sent at (\d{13})/.exec(words)?.[1];
      if (sent) return Date.now() - Number(sent);
      await new Promise(requestAnimationFrame);
    }
  });
}

async function measureHistory(bed: WidgetBed, product: BenchServer): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const size of [1_000, 10_000]) {
    await on(bed, '/chat.html', {}, async ({ page, cdp }) => {
      await page.click(LAUNCHER);
      await page.waitForSelector(CHOICE);
      seed(product.dataDir!, size);
      for (const [cpu, most] of [
        [1, 100],
        [4, 250],
      ] as const) {
        await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
        await page.reload();
        await page.hover(LAUNCHER);
        await page.waitForTimeout(800);
        const shown = await clickToMessage(page, `Line ${size}`);
        lines.push(line(`W10-${size / 1000}k-${cpu}x`, `last of ${size} messages shown, ${cpu}×`, shown, most, 'ms'));
      }
      const { long } = await countTasks(page, () => scrollUp(page));
      lines.push(line(`W5-${size / 1000}k`, `long tasks while scrolling up ${size} messages, 4×`, long, 0, 'tasks'));
      await page.reload();
      await page.click(LAUNCHER);
      await page.waitForSelector('agent-chat >> .message');
      lines.push(
        line(`W10-${size / 1000}k`, `elements with ${size} messages`, await countElements(page), 400, 'elements'),
      );
    });
  }
  return lines;
}

/** Fills the conversation that was begun last. */
function seed(dataDir: string, size: number): void {
  const database = new Sqlite(join(dataDir, 'agent-chat.sqlite'));
  database.pragma('busy_timeout = 5000');
  const { id } = database.prepare('select id from conversations order by created_at desc limit 1').get() as {
    id: string;
  };
  const insert = database.prepare(
    `insert into messages (id, conversation_id, seq, role, author_name, channel, text, status, created_at) values (?, ?, ?, ?, ?, 'web', ?, 'complete', ?)`,
  );
  database.transaction(() => {
    for (let seq = 2; seq <= size; seq += 1) {
      const role = seq % 2 ? 'visitor' : 'agent';
      insert.run(randomUUID(), id, seq, role, role === 'agent' ? 'Robin' : '', `Line ${seq}`, new Date().toISOString());
    }
    database.prepare('update conversations set last_seq = ?, answered_seq = ? where id = ?').run(size, size, id);
  })();
  database.close();
}

async function scrollUp(page: BedPage['page']): Promise<void> {
  await page.hover('agent-chat >> .scroller');
  for (let step = 0; step < 30; step += 1) {
    await page.mouse.wheel(0, -1_500);
    await page.waitForTimeout(60);
  }
}

/** Pixels of the panel that differ on a page whose styles undo everything. The time of day is left out. */
async function measureHostile(bed: WidgetBed): Promise<BenchLine> {
  const [calm, hostile] = await Promise.all(
    ['/chat.html', '/hostile.html'].map((path) =>
      on(bed, path, {}, async ({ page }) => {
        await page.click(LAUNCHER);
        await page.waitForSelector(CHOICE);
        await page.locator('agent-chat >> time').evaluate((time) => (time.textContent = ''));
        await page.mouse.move(0, 0);
        await page.waitForTimeout(800);
        await page.locator(COMPOSER).evaluate((field) => (field as HTMLElement).blur());
        return (await page.locator('agent-chat >> dialog').screenshot({ animations: 'disabled' })).toString('base64');
      }),
    ),
  );
  const differing = await on(bed, '/empty.html', {}, ({ page }) => page.evaluate(countDiffering, [calm!, hostile!]));
  return line('W12', 'pixels that differ under hostile styles', differing, 0, 'pixels');
}

async function countDiffering(images: string[]): Promise<number> {
  const read = async (image: string): Promise<Uint8ClampedArray> => {
    const bytes = Uint8Array.from(atob(image), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  };
  const [one, other] = await Promise.all(images.map(read));
  if (one!.length !== other!.length) return Infinity;
  return one!.reduce((count, value, at) => count + Number(value !== other![at]), 0);
}

async function measureAxe(bed: WidgetBed): Promise<BenchLine[]> {
  const axe = readFileSync(new URL(import.meta.resolve('axe-core')), 'utf8');
  const lines: BenchLine[] = [];
  for (const locale of ['en', 'ru']) {
    const found = await on(bed, '/chat.html', { locale }, async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'active' });
      await page.locator('agent-chat').evaluate((host, tag) => host.setAttribute('locale', tag), locale);
      await page.evaluate(axe);
      await page.click(LAUNCHER);
      await page.waitForSelector(CHOICE);
      await page.waitForTimeout(400);
      let faults = await countFaults(page);
      for (const item of [0, 1, 2]) {
        await page.click('agent-chat >> .menu-button');
        await page.click(`agent-chat >> .menu button >> nth=${item}`);
        await page.waitForSelector('agent-chat >> .view');
        await page.waitForTimeout(400);
        faults += await countFaults(page);
        await page.keyboard.press('Escape');
      }
      return faults;
    });
    lines.push(line(`W13-${locale}`, `axe violations in forced colours, ${locale}`, found, 0, 'violations'));
  }
  return lines;
}

function countFaults(page: BedPage['page']): Promise<number> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(at: Element, options: object): Promise<{ violations: { id: string }[] }> };
    };
    const { violations } = await axe.run(document.querySelector('agent-chat')!, {
      rules: { region: { enabled: false } },
    });
    return violations.length;
  });
}
