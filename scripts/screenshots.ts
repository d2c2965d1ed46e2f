/**
 * `npm run screenshots`: starts the product with an emulated Telegram, plays the demo in Chromium and photographs it: the pictures of the
 * README and the guides go to `docs/images/`, every state to `tests/output/screenshots/`. `npm run screenshots -- admin phone` takes only these scenes,
 * `site/home-en` only those pictures of a scene whose names begin so, and `--into folder` puts all of them there.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { adminScenes } from './screenshots/admin-scenes.ts';
import { openCamera } from './screenshots/camera.ts';
import { languageScenes } from './screenshots/language-scenes.ts';
import { phoneScenes } from './screenshots/phone-scenes.ts';
import { readmeScenes } from './screenshots/readme-scenes.ts';
import { siteScenes } from './screenshots/site-scenes.ts';
import { translatingScenes } from './screenshots/translating-scenes.ts';
import { widgetScenes } from './screenshots/widget-scenes.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SCENES = {
  site: siteScenes,
  widget: widgetScenes,
  phone: phoneScenes,
  admin: adminScenes,
  readme: readmeScenes,
  texts: translatingScenes,
  languages: languageScenes,
};

const { positionals: wanted, values } = parseArgs({ allowPositionals: true, options: { into: { type: 'string' } } });
const sceneOf = (name: string): string => name.split('/')[0]!;
const unknown = wanted.filter((name) => !Object.hasOwn(SCENES, sceneOf(name)));
if (unknown.length > 0) {
  console.error(`There are no scenes "${unknown.join(', ')}"; there are: ${Object.keys(SCENES).join(', ')}`);
  process.exit(1);
}
const built = spawnSync(process.execPath, ['scripts/build.ts', '--stale'], { cwd: ROOT, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const camera = await openCamera({
  states: values.into ?? join(ROOT, 'tests/output/screenshots'),
  images: values.into ?? join(ROOT, 'docs/images'),
  pictures: wanted.filter((name) => name.includes('/')),
});
try {
  for (const [name, play] of Object.entries(SCENES)) {
    if (wanted.length === 0 || wanted.some((asked) => sceneOf(asked) === name)) await play(camera);
  }
} finally {
  await camera.close();
}
