import type { Page } from 'playwright-core';
import type { Camera, Look } from './camera.ts';
import { openHouse, type House } from './house.ts';
import { openOwner, OWNER, type Owner } from './owner.ts';
import { sendPeople } from './people.ts';
import type { Tag } from './web-chat.ts';

const LARGE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const LOOKS: { tag: Tag; look: Look }[] = [
  { tag: 'en', look: { ...LARGE, theme: 'light' } },
  { tag: 'ru', look: { ...LARGE, theme: 'dark' } },
  { tag: 'en', look: { ...PHONE, theme: 'dark' } },
  { tag: 'ru', look: { ...PHONE, theme: 'light' } },
];
const LOADED_MS = 500;

type Visit = (page: Page, shoot: (name: string) => Promise<void>) => Promise<void>;

/** The console from the set-up link to the live view, empty and full. */
export async function adminScenes(camera: Camera): Promise<void> {
  const house = await openHouse();
  try {
    await eachLook(camera, undefined, (page, shoot) => enter(page, shoot, house));
    const owner = await openOwner(house.setupUrl);
    await eachLook(camera, [house, owner], (page, shoot) => showEmpty(page, shoot, house));
    await sendPeople(house);
    await sortLeads(owner);
    await eachLook(camera, [house, owner], (page, shoot) => showLeads(page, shoot, house));
    await eachLook(camera, [house, owner], (page, shoot) => showConversations(page, shoot, house, owner));
  } finally {
    await house.stop();
  }
}

async function eachLook(camera: Camera, signedIn: [House, Owner] | undefined, visit: Visit): Promise<void> {
  for (const { tag, look } of LOOKS) {
    const page = await camera.open({ ...look, locale: tag });
    if (signedIn) await signIn(page, ...signedIn);
    await visit(page, async (name) => {
      await page.waitForTimeout(LOADED_MS);
      await camera.shoot(page, `admin/${tag}-${look.theme}-${look.width}/${name}`);
    });
    await page.context().close();
  }
}

export async function signIn(page: Page, { url }: House, { cookie }: Owner): Promise<void> {
  const [name, value] = cookie.split('=') as [string, string];
  await page.context().addCookies([{ name, value, url }]);
}

const enter = async (page: Page, shoot: (name: string) => Promise<void>, { url, setupUrl }: House): Promise<void> => {
  await page.goto(setupUrl);
  await page.locator('setup-form').waitFor();
  await shoot('01-setup');
  await page.goto(`${url}/admin/`);
  await page.locator('login-form').waitFor();
  await shoot('02-login');
  await page.locator('input[name=email]').fill(OWNER.email);
  await page.locator('input[name=password]').fill('something else');
  await page.locator('button.primary').click();
  await page.locator('.fault').waitFor();
  await shoot('03-login-fault');
};

async function showEmpty(page: Page, shoot: (name: string) => Promise<void>, { url }: House): Promise<void> {
  await page.goto(`${url}/admin/leads`);
  await shoot('04-leads-empty');
  await page.goto(`${url}/admin/conversations`);
  await shoot('05-conversations-empty');
}

export async function sortLeads(owner: Owner): Promise<void> {
  const { leads } = await owner.ask<{ leads: { id: string }[] }>('GET', '/api/leads?limit=50');
  const states = ['new', 'new', 'contacted', 'new', 'done', 'done', 'spam'];
  for (const [index, { id }] of leads.entries()) {
    await owner.ask('PATCH', `/api/leads/${id}`, { status: states[index % states.length] });
  }
}

async function showLeads(page: Page, shoot: (name: string) => Promise<void>, { url }: House): Promise<void> {
  await page.goto(`${url}/admin/leads`);
  await page.locator('.leads').waitFor();
  await shoot('06-leads');
  await page.goto(`${url}/admin/leads?search=kangaroo`);
  await shoot('07-leads-none-found');
  await page.goto(`${url}/admin/leads`);
  await page.locator('.leads a').first().click();
  await page.locator('lead-view .message').first().waitFor();
  await shoot('08-lead');
  await page.locator('.source').nth(1).click();
  await shoot('09-lead-source');
}

async function showConversations(
  page: Page,
  shoot: (name: string) => Promise<void>,
  { url }: House,
  owner: Owner,
): Promise<void> {
  const { conversations } = await owner.ask<{ conversations: { id: string }[] }>('GET', '/api/conversations?limit=1');
  const { id } = conversations[0]!;
  await owner.ask('POST', `/api/conversations/${id}/handback`);
  await page.goto(`${url}/admin/conversations`);
  await page.locator('.conversations a').first().waitFor();
  await shoot('10-conversations');
  await page.goto(`${url}/admin/conversations/${id}`);
  await page.locator('.message').first().waitFor();
  await shoot('11-conversation');
  await page
    .locator('#composer-text')
    .fill('Hello, this is Tomas from the workshop. **Thursday at 10:00** is free: shall I keep it for you?');
  await shoot('12-writing');
  await page.locator('#composer-text').press('Enter');
  await page
    .locator('.banner')
    .waitFor({ timeout: 4000 })
    .catch(() => console.warn('no banner'));
  await shoot('13-operator');
  await page.context().setOffline(true);
  await page.waitForTimeout(2000);
  await shoot('14-offline');
}
