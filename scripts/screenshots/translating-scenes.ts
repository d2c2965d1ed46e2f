import type { Locator, Page } from 'playwright-core';
import { signIn } from './admin-scenes.ts';
import type { Camera } from './camera.ts';
import { openHouse, type House } from './house.ts';
import { startHeldModel } from './model.ts';
import { openOwner, OWNER, type Owner } from './owner.ts';
import { unfinishedLocales } from './unfinished-locales.ts';
import { webChat } from './web-chat.ts';

const LOOK = { width: 1180, height: 800 };
const SETTLE_MS = 800;
const FIRST = 'widget:composer.placeholder';

/** The page Texts step by step, for the guide of whoever translates. */
export async function translatingScenes(camera: Camera): Promise<void> {
  const [locales, model] = [await unfinishedLocales(), await startHeldModel()];
  const house = await openHouse({ ...model.env, LOCALES_DIR: locales.dir });
  try {
    const owner = await openOwner(house.setupUrl);
    await logIn(camera, house);
    await missTexts(camera, house);
    const desk = await openDesk(camera, house, owner);
    await lookRound(desk);
    await edit(desk);
    await meet(desk, house);
    await exchange(desk);
  } finally {
    await house.stop();
    model.stop();
    await locales.remove();
  }
}

/** The page Texts, and somebody at it. */
interface Desk {
  page: Page;
  open(query: string): Promise<void>;
  /** Opens the editor of a text. */
  pick(key: string, tag: string): Promise<Locator>;
  press(name: string): Promise<void>;
  /** A part of the page, or the whole of it in a window of this height. */
  publish(name: string, part: Locator | number): Promise<void>;
}

async function openDesk(camera: Camera, { url, ...house }: House, owner: Owner): Promise<Desk> {
  const page = await camera.open({ ...LOOK, locale: 'en' });
  await signIn(page, { url, ...house }, owner);
  const settle = () => page.waitForTimeout(SETTLE_MS);
  const publishWhole = async (name: string, height: number) => {
    await page.setViewportSize({ ...LOOK, height });
    await settle();
    await camera.publish(page, `texts-${name}`);
    await page.setViewportSize(LOOK);
  };
  return {
    page,
    async open(query) {
      await page.goto(`${url}/admin/locales?${query}`);
      await page.locator('td.text-cell').first().waitFor();
      await settle();
    },
    async pick(key, tag) {
      const cell = page.locator(`td[data-key="${key}"][data-tag="${tag}"]`);
      await cell.click();
      await cell.locator('textarea').first().waitFor();
      return cell;
    },
    press: (name) => page.getByRole('button', { name, exact: true }).first().click(),
    async publish(name, part) {
      if (typeof part === 'number') return publishWhole(name, part);
      await settle();
      await part.scrollIntoViewIfNeeded();
      const box = (await part.boundingBox())!;
      const [x, y] = [Math.max(0, box.x - 8), Math.max(0, box.y - 8)];
      const [width, height] = [Math.min(box.width + 16, LOOK.width - x), Math.min(box.height + 16, LOOK.height - y)];
      await camera.publish(page, `texts-${name}`, { clip: { x, y, width, height } });
    },
  };
}

async function logIn(camera: Camera, { url }: House): Promise<void> {
  const page = await camera.open({ width: 640, height: 420, locale: 'en' });
  await page.goto(`${url}/admin/`);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await camera.publish(page, 'texts-login');
  await page.context().close();
}

/** A visitor from Germany is greeted in English: that text is lacking. */
async function missTexts(camera: Camera, { url }: House): Promise<void> {
  const page = await camera.open({ width: 500, height: 700, locale: 'de' });
  await page.goto(url);
  await page.locator('agent-chat').evaluate((chat) => chat.setAttribute('locale', 'de'));
  await webChat(page).open();
  await page.context().close();
}

async function lookRound({ open, publish, page }: Desk): Promise<void> {
  await open('tags=de&namespace=widget');
  await publish('page', 640);
  await publish('languages', page.locator('language-shelf'));
  await open('tags=de&namespace=widget&state=missing');
  await publish('drafts', page.locator('text-tasks'));
}

async function edit({ open, pick, press, publish, page }: Desk): Promise<void> {
  await open('tags=de&search=composer.placeholder');
  const first = await pick(FIRST, 'de');
  await first.locator('textarea').fill('Was dürfen wir für Sie tun?');
  await publish('edit', 680);
  await press('Save');
  await page.locator('text-editor').waitFor({ state: 'detached' });
  const again = await pick(FIRST, 'de');
  await press('History');
  await publish('history', again);
  await open('tags=uk&search=composer.left');
  await publish('plural', await pick('widget:composer.left', 'uk'));
  await open('tags=de&search=typing.thinking');
  const broken = await pick('widget:typing.thinking', 'de');
  await broken.locator('textarea').fill('Jemand denkt nach');
  await broken.locator('.fault').first().waitFor();
  await publish('refused', broken);
}

/** Two people, one text. */
async function meet({ open, pick, press, publish, page }: Desk, { url }: House): Promise<void> {
  await open('tags=de&search=composer.placeholder');
  const cell = await pick(FIRST, 'de');
  const other = await page.context().newPage();
  await other.goto(`${url}/admin/locales?tags=de&search=composer.placeholder`);
  const theirs = other.locator(`td[data-key="${FIRST}"][data-tag="de"]`);
  await theirs.locator('.chip.operator').waitFor();
  await theirs.click();
  await theirs.locator('textarea').fill('Ihre Frage an uns');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await other.locator('text-editor').waitFor({ state: 'detached' });
  await cell.locator('textarea').fill('Ihr Anliegen');
  await press('Save');
  await cell.locator('.text-theirs').waitFor();
  await publish('two', cell);
  await other.close();
}

async function exchange({ open, publish, page }: Desk): Promise<void> {
  await open('tags=de&namespace=widget');
  await page.locator('text-files summary').click();
  await publish('files', page.locator('text-files'));
  await page.locator('text-files summary').click();
  const misses = page.locator('miss-list summary');
  await misses.click();
  await publish('misses', page.locator('miss-list'));
}
