import type { Page } from 'playwright-core';
import type { Camera, Look } from './camera.ts';
import { openHouse, type House } from './house.ts';
import { startHeldModel } from './model.ts';
import { openOwner, type Owner } from './owner.ts';
import { webChat, type Tag, type WebChat } from './web-chat.ts';
import { words } from './words.ts';

const LARGE = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
const LOOKS: { tag: Tag; look: Look }[] = [
  { tag: 'en', look: { ...LARGE, theme: 'light' } },
  { tag: 'en', look: { ...LARGE, theme: 'dark' } },
  { tag: 'ru', look: { ...LARGE, theme: 'light' } },
  { tag: 'en', look: { ...PHONE, theme: 'dark' } },
  { tag: 'ru', look: { ...PHONE, theme: 'light' } },
];
interface Scene {
  tag: Tag;
  page: Page;
  chat: WebChat;
  shoot(name: string): Promise<void>;
}

/** Every state of the chat, in both languages and themes, beside a page and on a phone. */
export async function widgetScenes(camera: Camera): Promise<void> {
  const house = await openHouse();
  try {
    const owner = await openOwner(house.setupUrl);
    for (const { tag, look } of LOOKS) {
      const scene = await openScene(camera, house.url, tag, look);
      await talk(scene);
      await beContacted(scene);
      await openViews(scene, house);
      await speakToOperator(scene, owner);
      await loseConnection(scene);
      await scene.page.context().close();
    }
  } finally {
    await house.stop();
  }
  await writing(camera);
}

async function openScene(camera: Camera, url: string, tag: Tag, look: Look): Promise<Scene> {
  const page = await camera.open({ ...look, locale: tag });
  await page.goto(url + words[tag].path);
  const folder = `widget/${tag}-${look.theme}-${look.width}`;
  const whole = look.width < 500;
  return {
    tag,
    page,
    chat: webChat(page),
    async shoot(name) {
      const clip = { x: look.width - 460, y: 0, width: 460, height: look.height };
      await camera.shoot(page, `${folder}/${name}`, whole ? {} : { clip });
    },
  };
}

async function talk({ tag, page, chat, shoot }: Scene): Promise<void> {
  await page.locator('agent-chat .launcher').waitFor();
  await shoot('01-closed');
  await chat.open();
  await shoot('02-greeting');
  await chat.ask(words[tag].question);
  await shoot('03-sources');
  await chat.ask(words[tag].unknown);
  await shoot('04-unknown');
  await chat.ask(words[tag].long);
  await shoot('05-long');
}

async function beContacted({ tag, chat, shoot }: Scene): Promise<void> {
  const { leave, name, wrongContact, contact } = words[tag];
  await chat.ask(tag === 'en' ? 'Help me choose a service' : 'Помогите выбрать услугу');
  await shoot('06-choices');
  for (const index of [1, 0]) await chat.choose(index);
  await shoot('07-choices-made');
  await chat.choose(1);
  await shoot('08-cards');
  await chat.ask(leave);
  await shoot('09-lead-name');
  await chat.ask(name);
  await shoot('10-lead-contact');
  await chat.ask(wrongContact);
  await shoot('11-lead-retry');
  await chat.ask(contact);
  await shoot('12-lead-consent');
  await chat.choose(0);
  await shoot('13-lead-saved');
}

async function openViews({ tag, page, chat, shoot }: Scene, { telegram }: House): Promise<void> {
  const back = () => page.locator('agent-chat .view-head button').click();
  await chat.menu();
  await shoot('14-menu');
  await page.keyboard.press('Escape');
  await chat.menu('memory');
  await shoot('15-memory');
  await page.locator('agent-chat .memories .icon:has(.icon-trash)').first().click();
  await shoot('16-memory-question');
  await back();
  await chat.menu('earlier');
  await page.locator('agent-chat .conversations button').first().waitFor();
  await shoot('16-earlier');
  await back();
  await chat.menu('language');
  await shoot('17-language');
  await back();
  await chat.menu('new');
  await shoot('18-new');
  await back();
  await chat.menu('link');
  await page.locator('agent-chat .qr svg').waitFor();
  await shoot('19-telegram');
  const href = await page.locator('agent-chat a.button').getAttribute('href');
  const person = telegram.user({ firstName: words[tag].name.split(' ')[0]!, languageCode: tag });
  person.start(new URL(href!).searchParams.get('start')!);
  const ask = await person.waitForMessage(({ reply_markup: markup }) => Boolean(markup && 'inline_keyboard' in markup));
  const { inline_keyboard: keyboard } = ask.reply_markup!;
  person.press(keyboard[0]![0]!.text);
  await page.locator('agent-chat .linked').waitFor();
  await shoot('20-linked');
  await back();
  person.send(words[tag].follow);
  await page.waitForTimeout(1500);
  await shoot('21-from-telegram');
}

async function speakToOperator({ tag, page, shoot }: Scene, owner: Owner): Promise<void> {
  const { conversations } = await owner.ask<{ conversations: { id: string }[] }>('GET', '/api/conversations?limit=1');
  await owner.ask('POST', `/api/conversations/${conversations[0]!.id}/messages`, { text: words[tag].operator });
  await page.locator('agent-chat .message.operator').waitFor();
  await page.waitForTimeout(300);
  await shoot('22-operator');
  await page.locator('agent-chat header .icon').last().click();
  await owner.ask('POST', `/api/conversations/${conversations[0]!.id}/messages`, { text: words[tag].operator });
  await page.waitForTimeout(500);
  await shoot('23-unread');
  await page.locator('agent-chat .launcher').click();
}

async function loseConnection({ tag, page, chat, shoot }: Scene): Promise<void> {
  await page.context().setOffline(true);
  await page
    .locator('agent-chat .notice')
    .waitFor({ timeout: 5000 })
    .catch(() => undefined);
  await chat.say(words[tag].follow);
  await chat.settle();
  await shoot('24-offline');
}

/** With a model: thinking, and in the middle of an answer. */
async function writing(camera: Camera): Promise<void> {
  const model = await startHeldModel();
  const house = await openHouse(model.env);
  try {
    for (const { tag, look } of LOOKS) {
      const { page, chat, shoot } = await openScene(camera, house.url, tag, look);
      await chat.open();
      model.prepare('', words[tag].answer.join(''));
      await chat.say(words[tag].follow);
      await page.waitForTimeout(600);
      await shoot('30-thinking');
      model.release();
      await page.locator('agent-chat .stop').waitFor({ state: 'detached' });
      model.prepare(...words[tag].answer);
      await chat.say(words[tag].question);
      await page.locator('agent-chat .streaming').waitFor();
      await page.waitForTimeout(600);
      await shoot('31-streaming');
      model.release();
      await page.locator('agent-chat .stop').waitFor({ state: 'detached' });
      await shoot('32-answered');
      await page.context().close();
    }
  } finally {
    await house.stop();
    model.stop();
  }
}
