import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { EXAMPLES } from '../../demo/site/examples/examples.ts';
import { closeBrowser, openPage } from '../helpers/browser.ts';
import { PROOFS } from '../helpers/example-proofs.ts';
import { ROOT, ownContent, startTestApp } from '../helpers/test-app.ts';
import { IDENTITY_ENV } from '../helpers/sign.ts';
import { closeOffice } from '../helpers/close-office.ts';

after(closeBrowser);

test('each example does what it says, under the strict policy and without a fault', { timeout: 280_000 }, async (t) => {
  const content = await ownContent(t);
  await closeOffice(content.PROMPTS_DIR);
  const { url } = await startTestApp(t, { env: { ...content, ...IDENTITY_ENV } });
  for (const { id, title } of EXAMPLES) {
    await t.test(title, async (t) => {
      const { page, faults } = await openPage(t, `${url}/examples/${id}/live/`);
      await PROOFS[id]!(page);
      assert.deepEqual(faults, []);
    });
  }
});

test('the index leads to each example, which shows its source beside the running thing', async (t) => {
  const { url } = await startTestApp(t);
  const { page, faults } = await openPage(t, `${url}/examples/`);
  assert.equal(await page.locator('.example-list a').count(), EXAMPLES.length);
  await page.getByRole('link', { name: 'Methods', exact: true }).click();
  const live = page.frameLocator('iframe');
  await live.getByRole('button', { name: 'What does a wash cost?' }).click();
  await live.locator('[part~=message-agent]').filter({ hasText: '€20' }).last().waitFor();
  const script = await readFile(join(ROOT, 'demo/site/examples/methods.js'), 'utf8');
  assert.equal(await page.locator('pre').last().textContent(), script.trimEnd());
  assert.match((await page.locator('pre').first().textContent())!, /<agent-chat><\/agent-chat>/);
  assert.deepEqual(faults, []);
});

test('the section of the guide that an example belongs to names it', async () => {
  for (const { id, guide } of EXAMPLES) {
    const [file, heading] = guide.split('#') as [string, string];
    const text = await readFile(join(ROOT, 'docs', file), 'utf8');
    const sections = text.split(/^#+ /m).slice(1);
    const section = sections.find((part) => anchorOf(part.split('\n', 1)[0]!) === heading);
    assert.ok(section, guide);
    assert.ok(section.includes(`/examples/${id}/`), `docs/${guide} names /examples/${id}/`);
  }
});

test('the example for Node asks and prints the answer', async (t) => {
  const { url } = await startTestApp(t);
  const script = join(ROOT, 'demo/site/examples/sdk-in-node.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, 'Are you open on Saturday?']);
  assert.match(stdout, /10:00/);
});

/** As GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');
}
