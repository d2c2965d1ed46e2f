import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import xliff2js from 'xliff/xliff2js';
import { createTranslations } from '../translations.ts';
import { keyOf } from '../forms.ts';
import { installByApt } from '../../../../scripts/install-by-apt.ts';
import { localeSettings } from '../../../../scripts/locales/settings.ts';
import { formats } from './index.ts';
import { po } from './po.ts';
import type { TransferFile } from './transfer-format.ts';
import { anyTransferFile } from './transfer-test-tools.ts';
import { transferTexts } from './transfer-texts.ts';
import { assertXliffStructure } from './xliff-structure-test-tools.ts';
import { xliff } from './xliff.ts';
import { readXml } from './xml-reader.ts';

const dir = join(import.meta.dirname, '../../../../locales');

/** What comes back. Of a form without a text only that is told. */
function told(texts: readonly Omit<TransferFile['texts'][number], 'context' | 'sourceForms'>[]) {
  const rows = texts.map(({ key, form, source, target, state }) => {
    return { id: keyOf(key, form), source, target, state: target === '' ? 'missing' : state };
  });
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function shipped(): Promise<TransferFile[]> {
  const tree = await createTranslations({ dir, settings: localeSettings }).read();
  return tree.tags.map((tag) => ({ tag, texts: transferTexts(tree, tag) }));
}

for (const format of formats) {
  test(`${format.name}: any texts come back as they were, and each knows a line of the file`, () => {
    fc.assert(
      fc.property(anyTransferFile, (file) => {
        const written = format.write(file);
        const back = format.read(Buffer.from(written));
        assert.equal(back.tag, file.tag);
        assert.deepEqual(told(back.texts), told(file.texts));
        const lines = written.split(/\r\n|\n|\r/);
        for (const { line, key } of back.texts)
          assert.ok(lines[line - 1]!.includes(key.split(':')[1]!), lines[line - 1]);
      }),
      { numRuns: 150 },
    );
  });

  test(`${format.name}: every language that is shipped comes back as it is`, async () => {
    for (const file of await shipped()) {
      assert.deepEqual(told(format.read(Buffer.from(format.write(file))).texts), told(file.texts), file.tag);
    }
  });
}

test('CSV is read with semicolons, tabs and as UTF-16 too, as spreadsheets save it', () => {
  const csv = formats.find(({ name }) => name === 'csv')!;
  const row = (mark: string) =>
    ['key', 'text (en)', 'text (de)'].join(mark) + '\n' + ['a:b', 'Hi, you; there', '"Du;\n, da"'].join(mark);
  for (const text of [row('\t'), row(';').replace('Hi, you; there', '"Hi, you; there"')]) {
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      const { tag, texts } = csv.read(bytes);
      assert.equal(tag, 'de');
      assert.deepEqual(told(texts), [{ id: 'a:b', source: 'Hi, you; there', target: 'Du;\n, da', state: 'done' }]);
    }
  }
});

test('XLIFF is what the specification of 2.0 allows', async () => {
  fc.assert(fc.property(anyTransferFile, (file) => assertXliffStructure(readXml(xliff.write(file)))));
  for (const file of await shipped()) assertXliffStructure(readXml(xliff.write(file)));
});

test('XLIFF says the same to another reader', async () => {
  for (const file of await shipped()) {
    const { sourceLanguage, targetLanguage, resources } = await xliff2js(xliff.write(file));
    assert.deepEqual([sourceLanguage, targetLanguage], ['en', file.tag]);
    for (const { key, form, source, target } of file.texts) {
      const [namespace, path] = keyOf(key, form).split(':') as [string, string];
      const unit = resources[namespace]![path]!;
      assert.deepEqual([unit.source, unit.target].map(flatten).map(squeeze), [source, target].map(squeeze));
    }
  }
});

/** As that reader tells a text with placeholders: a list of texts and elements. */
function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(flatten).join('');
  return (value as { Standalone: { disp: string } }).Standalone.disp;
}

/** That reader drops white space that borders on an element. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

// gettext belongs to the system: only CI installs it, and no machine fails for want of it.
const hasMsgfmt = () => spawnSync('msgfmt', ['--version']).status === 0;
const msgfmt = hasMsgfmt() || (Boolean(process.env.CI) && installByApt('gettext') && hasMsgfmt());

test('PO is what gettext takes', { skip: !msgfmt && 'needs msgfmt: apt-get install gettext' }, async () => {
  for (const file of await shipped()) {
    const { status, stderr } = spawnSync('msgfmt', ['--check', '-o', '/dev/null', '-'], { input: po.write(file) });
    assert.equal(status, 0, `${file.tag}: ${stderr}`);
  }
});
