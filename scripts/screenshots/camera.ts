import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type Page, type PageScreenshotOptions } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../ensure-chromium.ts';
import { shrinkPng } from './small-png.ts';

export interface Look {
  /** CSS pixels. */
  width: number;
  height: number;
  theme?: 'light' | 'dark';
  locale?: string;
  /** Of the screen, in pixels of the picture for each CSS pixel. */
  scale?: number;
}

export interface Camera {
  /** Whether the picture is to be taken; where it is costly to get there, ask before. */
  wants(name: string): boolean;
  /** A browser of its own: no storage is shared. */
  open(look: Look): Promise<Page>;
  /** Into the folder of states. */
  shoot(page: Page, name: string, options?: PageScreenshotOptions): Promise<void>;
  /** Into the folder of images, as small as it gets. */
  publish(page: Page, name: string, options?: PageScreenshotOptions): Promise<void>;
  close(): Promise<void>;
}

/** Where it is about ten in the morning now: nobody asks for a bicycle workshop in the middle of the night. POSIX signs: east is minus. */
const OFFSET = Math.max(10 - new Date().getUTCHours(), -12);
const MORNING = OFFSET === 0 ? 'UTC' : `Etc/GMT${OFFSET > 0 ? '-' : '+'}${Math.abs(OFFSET)}`;

export interface CameraOptions {
  /** Folders. */
  states: string;
  images: string;
  /** Beginnings of the names of those to take; all when empty. */
  pictures: string[];
}

export async function openCamera({ states, images, pictures }: CameraOptions): Promise<Camera> {
  const env = { ...process.env, FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf') };
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGUMENTS, env });
  const developer = await browser.newPage();
  const wants = (name: string): boolean => pictures.length === 0 || pictures.some((start) => name.startsWith(start));
  return {
    open: (look) => openPage(browser, look),
    wants,
    async shoot(page, name, options) {
      if (wants(name)) await save(page, join(states, `${name}.png`), options);
    },
    async publish(page, name, options) {
      if (!wants(name)) return;
      const small = await shrinkPng(developer, await page.screenshot({ caret: 'hide', ...options }));
      mkdirSync(images, { recursive: true });
      writeFileSync(join(images, `${name}.png`), small);
      console.log(`${name}.png  ${Math.round(small.length / 1024)} kB`);
    },
    close: () => browser.close(),
  };
}

async function openPage(browser: Browser, look: Look): Promise<Page> {
  const { width, height, theme = 'light', locale = 'en', scale = 1 } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale,
    timezoneId: MORNING,
    deviceScaleFactor: scale,
    hasTouch: width < 500,
    isMobile: width < 500,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.warn(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.warn(`${page.url()}: ${message.text()}`);
  });
  return page;
}

async function save(page: Page, path: string, options: PageScreenshotOptions = {}): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, caret: 'hide', ...options });
}
