import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLooks } from '../looks/open-looks.ts';
import type { Camera } from './camera.ts';
import { openHouse } from './house.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PHONE = { width: 390, height: 844 };
const SHEET = { width: 1440, height: 900 };
const STYLE =
  'body { display: grid; grid-template-columns: repeat(6, 1fr); gap: 12px; margin: 12px; background: #888; font: 12px sans-serif; color: #fff } img { width: 100% } figure { margin: 0 }';

/** One sheet a language, the two invented ones too: every look of the widget on a phone, to be compared at a glance. */
export async function languageScenes(camera: Camera): Promise<void> {
  const dir = join(ROOT, 'tests/output/pseudo-locales');
  const { status } = spawnSync(process.execPath, ['scripts/locales.ts', 'pseudo', '--out', dir], { cwd: ROOT });
  if (status !== 0) throw new Error('The invented languages could not be made: run npm run locales -- pseudo');
  const house = await openHouse({ LOCALES_DIR: dir });
  try {
    const page = await camera.open(PHONE);
    const looks = await (await createLooks(dir, house.url))(page);
    for (const entry of await readdir(dir, { withFileTypes: true })) {
      const name = `languages/${entry.name}`;
      if (!entry.isDirectory() || !camera.wants(name)) continue;
      const figures: string[] = [];
      for (const look of looks.names) {
        await looks.show(look, entry.name);
        const picture = (await page.screenshot({ caret: 'hide' })).toString('base64');
        figures.push(`<figure><img src="data:image/png;base64,${picture}" /><figcaption>${look}</figcaption></figure>`);
      }
      const sheet = await camera.open(SHEET);
      await sheet.setContent(`<style>${STYLE}</style>${figures.join('')}`);
      await camera.shoot(sheet, name, { fullPage: true });
      await sheet.context().close();
    }
  } finally {
    await house.stop();
  }
}
