import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installByApt } from './install-by-apt.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** How Chromium is started headless: as root, without a screen, and without looking for anything on the network by itself. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Path of the Chromium that the browser tests run in: `CHROMIUM_PATH`, else one that is installed, else, for root on Debian, one that apt
 * installs now. Throws with what to do where there is none.
 */
export function ensureChromium(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(
      `CHROMIUM_PATH is ${named}, and there is no program. Correct it, or unset it to have Chromium looked for.`,
    );
  }
  const found = findChromium() ?? (installByApt('chromium') ? findChromium() : undefined);
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium, and none was found. Install it (Debian: apt-get install -y chromium), ' +
      'or set CHROMIUM_PATH to the program of a Chromium or Chrome.',
  );
}

function findChromium(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
