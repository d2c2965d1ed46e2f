import type { Page } from 'playwright-core';
import type { Camera, Look } from './camera.ts';
import { openHouse, type House } from './house.ts';
import { startHeldModel } from './model.ts';
import type { Tag } from './web-chat.ts';
import { words } from './words.ts';

const LARGE = { width: 1100, height: 860 };
const PHONE = { width: 390, height: 844 };
const LOOKS: { tag: Tag; look: Look }[] = [
  { tag: 'en', look: { ...LARGE, theme: 'light' } },
  { tag: 'ru', look: { ...LARGE, theme: 'dark' } },
  { tag: 'en', look: { ...PHONE, theme: 'dark' } },
  { tag: 'ru', look: { ...PHONE, theme: 'light' } },
];
const ANSWER_MS = 1200;
const SETTLE_MS = 300;

/** The page that looks like a phone, from START to an answer that is being written. */
export async function phoneScenes(camera: Camera): Promise<void> {
  await eachLook(camera, await openHouse(), meet);
  const model = await startHeldModel();
  await eachLook(camera, await openHouse(model.env), async (page, tag, shoot) => {
    model.prepare('', '');
    await start(page);
    model.prepare(...words[tag].answer);
    await say(page, words[tag].follow);
    await shoot('08-writing');
    model.release();
    await page.waitForTimeout(ANSWER_MS);
    await shoot('09-answered');
  });
  model.stop();
}

type Visit = (page: Page, tag: Tag, shoot: (name: string) => Promise<void>) => Promise<void>;

async function eachLook(camera: Camera, house: House, visit: Visit): Promise<void> {
  try {
    for (const { tag, look } of LOOKS) {
      const page = await camera.open({ ...look, locale: tag });
      await page.goto(house.telegram.url);
      await page.locator('#start').waitFor();
      await visit(page, tag, async (name) => {
        await page.waitForTimeout(SETTLE_MS);
        await camera.shoot(page, `phone/${tag}-${look.theme}-${look.width}/${name}`);
      });
      await page.context().close();
    }
  } finally {
    await house.stop();
  }
}

async function meet(page: Page, tag: Tag, shoot: (name: string) => Promise<void>): Promise<void> {
  const { question, long, leave, wrongContact } = words[tag];
  await shoot('01-before');
  await start(page);
  await shoot('02-greeting');
  await say(page, question);
  await shoot('03-answer');
  await say(page, long);
  await shoot('04-long');
  await page.locator('#toggle-commands').click();
  await shoot('05-commands');
  await page.locator('#toggle-commands').click();
  await say(page, tag === 'en' ? 'Help me choose' : 'Помогите выбрать');
  await shoot('06-choices');
  await say(page, leave);
  await say(page, words[tag].name);
  await say(page, wrongContact);
  await shoot('07-contact');
}

export async function start(page: Page): Promise<void> {
  await page.locator('#start-button').click();
  await page.waitForTimeout(ANSWER_MS);
}

export async function say(page: Page, text: string): Promise<void> {
  await page.locator('#text').fill(text);
  await page.locator('#send').click();
  await page.waitForTimeout(ANSWER_MS);
}
