import type { Camera } from './camera.ts';
import { openHouse } from './house.ts';

const PAGES = { home: '', services: 'services/' };
const WIDTHS = [1280, 768, 390];

/** Every page of the site in each language, theme and width, from top to bottom. */
export async function siteScenes(camera: Camera): Promise<void> {
  const house = await openHouse();
  try {
    for (const tag of ['en', 'ru']) for (const theme of ['light', 'dark'] as const) await walk(tag, theme);
  } finally {
    await house.stop();
  }

  async function walk(tag: string, theme: 'light' | 'dark'): Promise<void> {
    for (const width of WIDTHS) {
      const page = await camera.open({ width, height: width < 500 ? 844 : 860, theme, locale: tag });
      for (const [name, path] of Object.entries(PAGES)) {
        const picture = `site/${name}-${tag}-${theme}-${width}`;
        if (!camera.wants(picture)) continue;
        await page.goto(`${house.url}/${tag === 'en' ? '' : `${tag}/`}${path}`);
        await page.locator('agent-chat .launcher').waitFor();
        await camera.shoot(page, picture, { fullPage: true });
      }
      await page.context().close();
    }
  }
}
