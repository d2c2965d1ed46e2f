import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ensureChromium } from './ensure-chromium.ts';

const { CHROMIUM_PATH } = process.env;
afterEach(() => {
  if (CHROMIUM_PATH === undefined) delete process.env.CHROMIUM_PATH;
  else process.env.CHROMIUM_PATH = CHROMIUM_PATH;
});

test('CHROMIUM_PATH names the program, and a wrong one is said, not passed over', () => {
  process.env.CHROMIUM_PATH = process.execPath;
  assert.equal(ensureChromium(), process.execPath);
  process.env.CHROMIUM_PATH = '/nonexistent/chromium';
  assert.throws(() => ensureChromium(), /CHROMIUM_PATH is \/nonexistent\/chromium.*unset it/);
});
