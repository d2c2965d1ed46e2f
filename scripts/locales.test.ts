import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('locales.ts', import.meta.url));

async function run(context: TestContext, files: Record<string, string>, ...args: string[]) {
  const root = await mkdtemp(join(tmpdir(), 'agent-chat-locales-'));
  context.after(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return spawnSync(process.execPath, [SCRIPT, '--root', root, ...args], { encoding: 'utf8' });
}

const good = {
  'locales/context.json': '{\n  "widget:a": { "where": "Anywhere" }\n}\n',
  'locales/en/widget.json': '{ "a": "A" }',
  'locales/ru/widget.json': '{ "a": "А" }',
  'widget/a.ts': "t('a')",
};

test('a clean tree is told in one line and exits 0', async (context) => {
  const { status, stdout } = await run(context, good);
  assert.equal(stdout, 'locales: 2 languages (en, ru), 1 namespaces, 1 English texts: no faults\n');
  assert.equal(status, 0);
});

test('a fault is one line with file, line, rule, key and detail, and the exit code is 1', async (context) => {
  const { status, stdout } = await run(context, { ...good, 'locales/ru/widget.json': '{\n  "b": "Б"\n}' });
  const [missing, unknown, blank, summary] = stdout.split('\n');
  assert.equal(missing, 'locales/ru/widget.json:1  missing  a  English: "A" (locales/en/widget.json:1)');
  assert.equal(unknown, 'locales/ru/widget.json:2  unknown  b  English has no such key');
  assert.equal(blank, '');
  assert.match(summary!, /2 faults \(1 missing, 1 unknown\)/);
  assert.equal(status, 1);
});

test('with --json the report is data', async (context) => {
  const { status, stdout } = await run(context, { ...good, 'widget/a.ts': '' }, '--json');
  const report = JSON.parse(stdout) as { findings: unknown[] };
  assert.equal(status, 1);
  assert.deepEqual(report.findings, [
    {
      file: 'locales/en/widget.json',
      line: 1,
      rule: 'unused',
      key: 'a',
      detail: 'nothing in the sources or prompts asks for it',
    },
  ]);
});
