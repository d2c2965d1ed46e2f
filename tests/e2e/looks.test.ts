import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { createLooks } from '../../scripts/looks/open-looks.ts';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { startCommand } from '../helpers/command.ts';
import { startTestApp, temporaryDir } from '../helpers/test-app.ts';

after(closeBrowser);

const SCREENS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

test('nothing is cut and nothing overlaps in any language, nor in one that is 40 % longer or mirrored', async (t) => {
  const dir = join(await temporaryDir(t), 'locales');
  const pseudo = startCommand(t, ['scripts/locales.ts', 'pseudo', '--out', dir]);
  assert.equal(await pseudo.ended, 0, pseudo.output());
  const locales = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const { url } = await startTestApp(t, { env: { LOCALES_DIR: dir } });
  const open = await createLooks(dir, url);
  const walk = async ([screen, options]: [string, BrowserContextOptions]) => {
    const { page, faults } = await openPage(t, `${url}/`, { ...options, reducedMotion: 'reduce' });
    const looks = await open(page);
    for (const { name: locale } of locales) {
      await t.test(`${locale}, ${screen}`, async () => {
        const found = [];
        for (const name of looks.names) {
          for (const fault of await looks.show(name, locale)) found.push(`${name}: ${fault}`);
        }
        assert.deepEqual(found, []);
      });
    }
    assert.deepEqual(faults, []);
  };
  await Promise.all(Object.entries(SCREENS).map(walk));
});
