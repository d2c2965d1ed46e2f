import type { Locator, Page } from 'playwright-core';
import { signIn, sortLeads } from './admin-scenes.ts';
import type { Camera, Look } from './camera.ts';
import { openHouse, type House } from './house.ts';
import { startHeldModel } from './model.ts';
import { openOwner, type Owner } from './owner.ts';
import { sendPeople } from './people.ts';
import { say } from './phone-scenes.ts';
import { webChat, type Tag } from './web-chat.ts';
import { words } from './words.ts';

const TAGS = ['en', 'ru'] as const;
const DAY_MS = 86_400_000;
/** How far apart the leads in the picture came, and the time of the youngest before now, in milliseconds. */
const [LEAD_GAP, LEAD_AGE] = [0.37 * DAY_MS, 1_440_000];

/** The few pictures of the README, in both languages where words are to be read. */
export async function readmeScenes(camera: Camera): Promise<void> {
  for (const tag of TAGS) await showBridge(camera, tag);
  const house = await openHouse();
  try {
    await showChat(camera, house, { name: 'chat-light', tag: 'en', look: { width: 1280, height: 800 } });
    await showChat(camera, house, { name: 'chat-dark', tag: 'en', look: { width: 1280, height: 800, theme: 'dark' } });
    await showChat(camera, house, { name: 'chat-phone.ru', tag: 'ru', look: { width: 390, height: 800 } });
    await showChat(camera, house, { name: 'chat-phone', tag: 'en', look: { width: 390, height: 800 } });
  } finally {
    await house.stop();
  }
  for (const tag of TAGS) await showConsole(camera, tag);
}

/** One conversation in two places, in the middle of an answer. */
async function showBridge(camera: Camera, tag: Tag): Promise<void> {
  const model = await startHeldModel();
  const house = await openHouse(model.env);
  const suffix = tag === 'en' ? '' : `.${tag}`;
  try {
    const site = await camera.open({ width: 1087, height: 884, locale: tag });
    await site.goto(house.url + words[tag].path);
    const chat = webChat(site);
    await chat.open();
    const phone = await linkPhone(camera, site, tag);
    model.prepare(...words[tag].answer);
    await say(phone, words[tag].follow);
    await site.locator('agent-chat .streaming').waitFor();
    await camera.publish(phone, `telegram${suffix}`);
    await compose(camera, { name: `hero${suffix}`, site, phone: phone.locator('#phone') });
    model.release();
    await Promise.all([site.context().close(), phone.context().close()]);
  } finally {
    await house.stop();
    model.stop();
  }
}

async function linkPhone(camera: Camera, site: Page, tag: Tag): Promise<Page> {
  const chat = webChat(site);
  await chat.menu('link');
  const link = site.locator('agent-chat a.button');
  await link.waitFor();
  const phone = await camera.open({ width: 1000, height: 840, locale: tag });
  await phone.goto((await link.getAttribute('href'))!);
  await phone.locator('#start-button').click();
  await phone.locator('.key').first().click();
  await site.locator('agent-chat .linked').waitFor();
  await site.locator('agent-chat .view-head button').click();
  await phone.waitForTimeout(500);
  return phone;
}

async function compose(
  camera: Camera,
  { name, site, phone }: { name: string; site: Page; phone: Locator },
): Promise<void> {
  const source = async (shot: Promise<Buffer>) => `data:image/png;base64,${(await shot).toString('base64')}`;
  const left = await source(site.screenshot());
  const right = await source(phone.screenshot({ omitBackground: true }));
  const page = await camera.open({ width: 1600, height: 1000 });
  await page.setContent(`<style>
    body { margin: 0; height: 1000px; background: #e9e2d5; position: relative }
    img { position: absolute; display: block }
    .site { left: 40px; top: 58px; width: 1087px; height: 884px; border-radius: 14px; outline: 1px solid #14364226 }
    .phone { right: 40px; top: 104px; width: 393px; height: 792px; border-radius: 52px }
  </style><img class="site" src="${left}"><img class="phone" src="${right}">`);
  await page.locator('.phone').evaluate((image: HTMLImageElement) => image.decode());
  await camera.publish(page, name);
  await page.context().close();
}

async function showChat(
  camera: Camera,
  { url }: House,
  { name, tag, look }: { name: string; tag: Tag; look: Look },
): Promise<void> {
  const page = await camera.open({ ...look, locale: tag });
  await page.goto(url + words[tag].path);
  const chat = webChat(page);
  await chat.open();
  await chat.ask(words[tag].question);
  const { width, height } = look;
  await camera.publish(
    page,
    name,
    width < 500 ? {} : { clip: { x: width - 480, y: height - 800, width: 480, height: 800 } },
  );
  await page.context().close();
}

async function showConsole(camera: Camera, tag: Tag): Promise<void> {
  const house = await openHouse();
  try {
    const owner = await openOwner(house.setupUrl);
    await sendPeople(house, tag);
    await sortLeads(owner);
    await showOwner(camera, { tag, house, owner });
  } finally {
    await house.stop();
  }
}

async function showOwner(
  camera: Camera,
  { tag, house, owner }: { tag: Tag; house: House; owner: Owner },
): Promise<void> {
  const suffix = tag === 'en' ? '' : `.${tag}`;
  const page = await camera.open({ width: 1280, height: 800, locale: tag });
  await signIn(page, house, owner);
  await spreadInTime(page);
  await page.goto(`${house.url}/admin/leads`);
  await page.locator('.leads').waitFor();
  await camera.publish(page, `admin-leads${suffix}`);
  const { conversations } = await owner.ask<{ conversations: { id: string }[] }>('GET', '/api/conversations?limit=1');
  const { id } = conversations[0]!;
  await owner.ask('POST', `/api/conversations/${id}/messages`, { text: words[tag].operator });
  await page.goto(`${house.url}/admin/conversations/${id}`);
  await page.locator('.banner').waitFor();
  await page.waitForTimeout(500);
  await camera.publish(page, `admin-conversation${suffix}`);
  await page.context().close();
}

/** The people came within seconds; in the picture they came within days. */
async function spreadInTime(page: Page): Promise<void> {
  await page.route(/\/api\/(leads|conversations)\?/, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as Record<string, object[]>;
    const at = (index: number) => new Date(Date.now() - LEAD_AGE - index * LEAD_GAP).toISOString();
    for (const key of ['leads', 'conversations']) {
      body[key] &&= body[key].map((row, index) => ({ ...row, createdAt: at(index), updatedAt: at(index) }));
    }
    await route.fulfill({ response, json: body });
  });
}
