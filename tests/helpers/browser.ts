import type { TestContext } from 'node:test';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../../scripts/ensure-chromium.ts';
import { afterwards } from './afterwards.ts';

export interface TestPage {
  page: Page;
  /** What went wrong in it so far: exceptions, errors on the console, violations of the policy, requests to other hosts. */
  faults: string[];
}

let running: Promise<Browser> | undefined;

/** The Chromium that all tests of a file share; `closeBrowser` belongs into its `after`. */
export function openBrowser(): Promise<Browser> {
  return (running ??= chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGUMENTS }));
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
}

/** A page of somebody new: without cookies and storage of others. */
export async function openPage(t: TestContext, url: string, options: BrowserContextOptions = {}): Promise<TestPage> {
  const context = await (await openBrowser()).newContext({ locale: 'en-GB', acceptDownloads: true, ...options });
  afterwards(t, () => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) faults.push(`request to ${origin}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => void faults.push(`policy: ${text}`));
  await page.addInitScript(() => {
    const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
    document.addEventListener('securitypolicyviolation', (event) =>
      report(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(url);
  return { page, faults };
}
