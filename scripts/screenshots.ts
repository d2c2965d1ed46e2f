/**
 * `npm run screenshots`: starts the product with an emulated Telegram, plays the demo in Chromium and photographs it: the pictures of the
 * README go to `docs/images/`, every state to `tests/output/screenshots/`. `npm run screenshots -- admin phone` takes only these scenes.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { adminScenes } from './screenshots/admin-scenes.ts';
import { openCamera } from './screenshots/camera.ts';
import { phoneScenes } from './screenshots/phone-scenes.ts';
import { readmeScenes } from './screenshots/readme-scenes.ts';
import { siteScenes } from './screenshots/site-scenes.ts';
import { widgetScenes } from './screenshots/widget-scenes.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SCENES = {
  site: siteScenes,
  widget: widgetScenes,
  phone: phoneScenes,
  admin: adminScenes,
  readme: readmeScenes,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(SCENES, name));
if (unknown.length > 0) {
  console.error(`There are no scenes "${unknown.join(', ')}"; there are: ${Object.keys(SCENES).join(', ')}`);
  process.exit(1);
}
const built = spawnSync(process.execPath, ['scripts/build.ts', '--stale'], { cwd: ROOT, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const camera = await openCamera(ROOT);
try {
  for (const [name, play] of Object.entries(SCENES)) {
    if (wanted.length === 0 || wanted.includes(name)) await play(camera);
  }
} finally {
  await camera.close();
}
