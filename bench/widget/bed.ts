import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { extname } from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../../scripts/ensure-chromium.ts';
import type { BenchLine } from '../bench-line.ts';
import { startPeer, startProduct } from '../bench-server.ts';
import { PAGES } from './pages.ts';

const ARGUMENTS = [...CHROMIUM_ARGUMENTS, '--enable-precise-memory-info'];
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self' ws:";

export interface BedPage {
  page: Page;
  cdp: CDPSession;
  close(): Promise<void>;
}

export interface BedOptions {
  /** How many times slower the processor is. */
  cpu?: number;
  /** 1.6 Mbit/s with 150 ms. */
  slowNetwork?: boolean;
  locale?: string;
}

/** A browser, and pages of our own in front of the product: they have its origin, and come over the same slow network. */
export interface WidgetBed {
  open(path: string, options?: BedOptions): Promise<BedPage>;
  url: string;
  close(): Promise<void>;
}

/** The built widget in front of the real server, whose model answers with 2,000 tokens. */
export async function withBed(
  measure: (at: { bed: WidgetBed; dataDir: string }) => Promise<BenchLine[]>,
): Promise<BenchLine[]> {
  const model = await startPeer('long-answer-model');
  const product = await startProduct({ OPENAI_BASE_URL: `${model.url}/v1`, OPENAI_MODEL: 'stub' });
  const bed = await openBed(product.url, PAGES);
  try {
    return await measure({ bed, dataDir: product.dataDir! });
  } finally {
    await bed.close();
    await product.stop();
    await model.stop();
  }
}

/** Opens a page for as long as `work` takes. */
export async function on<T>(
  bed: WidgetBed,
  path: string,
  options: BedOptions,
  work: (at: BedPage) => Promise<T>,
): Promise<T> {
  const at = await bed.open(path, options);
  try {
    return await work(at);
  } finally {
    await at.close();
  }
}

async function openBed(product: string, pages: Record<string, string>): Promise<WidgetBed> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ARGUMENTS });
  const front = await startFront(product, pages);
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  return {
    url,
    open: (path, options = {}) => openPage(browser, `${url}${path}`, options),
    async close() {
      await browser.close();
      front.closeAllConnections();
      front.close();
    },
  };
}

async function openPage(browser: Browser, url: string, { cpu = 1, slowNetwork, locale }: BedOptions): Promise<BedPage> {
  const context = await browser.newContext({ locale: locale ?? 'en-GB', viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  if (slowNetwork) {
    const speed = 1_600_000 / 8;
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 150, downloadThroughput: speed, uploadThroughput: speed },
    });
  }
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (url.startsWith('http')) await page.goto(url);
  return { page, cdp, close: () => context.close() };
}

function startFront(product: string, pages: Record<string, string>): Promise<Server> {
  const { port } = new URL(product);
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url!, product);
    const body = pages[pathname];
    if (body !== undefined) {
      const type = TYPES[extname(pathname)];
      return answer
        .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY })
        .end(body);
    }
    const { method, headers, url: path } = asked;
    const passed = request({ host: '127.0.0.1', port, method, headers, path }, (response) => {
      answer.writeHead(response.statusCode!, response.headers);
      response.pipe(answer);
    });
    asked.pipe(passed);
  });
  server.on('upgrade', (asked: IncomingMessage, socket: Socket) => pass(asked, socket, Number(port)));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function pass(asked: IncomingMessage, socket: Socket, port: number): void {
  const other = connect(port, '127.0.0.1', () => {
    const { rawHeaders } = asked;
    const lines = rawHeaders.flatMap((name, at) => (at % 2 ? [] : [`${name}: ${rawHeaders[at + 1]}`]));
    other.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.pipe(other).pipe(socket);
  });
  other.on('error', () => socket.destroy());
  socket.on('error', () => other.destroy());
  socket.on('close', () => other.destroy());
}
