import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { xlsxEntries, xmlText } from './xlsx-parts.ts';
import { writeZip } from './zip-writer.ts';

/** Reads an archive by its central directory, as spreadsheets do. */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.length - 22;
  assert.equal(archive.readUInt32LE(end), 0x06054b50);
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 8); count > 0; count--) {
    const [compressed, size, length, offset] = [20, 24, 28, 42].map((place) => archive.readUInt32LE(at + place));
    const nameLength = length! & 0xffff;
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const start = offset! + 30 + archive.readUInt16LE(offset! + 26);
    const content = inflateRawSync(archive.subarray(start, start + compressed!));
    assert.equal(content.length, size);
    files.set(name, content.toString());
    at += 46 + nameLength;
  }
  return files;
}

async function workbook(pages: string[][][], mostRows?: number): Promise<Map<string, string>> {
  async function* source() {
    yield* pages;
  }
  return unzip(await buffer(writeZip(xlsxEntries(['Name', 'Phone'], source(), mostRows))));
}

describe('a workbook', () => {
  test('holds every cell as text, so that nothing is evaluated', async () => {
    const sheet = (await workbook([[['=1+1', '+49 151']]])).get('xl/worksheets/sheet1.xml')!;
    assert.ok(sheet.includes('<c t="inlineStr" s="1"><is><t xml:space="preserve">=1+1</t></is></c>'));
    assert.doesNotMatch(sheet, /<f>|<v>/);
  });

  test('goes on in further sheets when one is full, each with the header', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => [`row ${index}`, '']);
    const files = await workbook([rows.slice(0, 2), rows.slice(2)], 4);
    const sheets = [1, 2, 3].map((number) => files.get(`xl/worksheets/sheet${number}.xml`)!);
    assert.deepEqual(
      sheets.map((sheet) => sheet.match(/<row>/g)?.length),
      [4, 4, 2],
    );
    assert.ok(sheets.every((sheet) => sheet.includes('>Name<')));
    assert.deepEqual([...sheets.join('').matchAll(/row (\d)/g)].map(([, number]) => number).join(''), '0123456');
    assert.equal(files.get('xl/workbook.xml')!.match(/<sheet /g)?.length, 3);
  });

  test('without rows has one sheet with the header', async () => {
    const files = await workbook([]);
    assert.match(files.get('xl/worksheets/sheet1.xml')!, />Name<.*>Phone<.*<\/sheetData>/);
    assert.equal(files.has('xl/worksheets/sheet2.xml'), false);
  });
});

test('a cell text is valid XML whatever was typed', () => {
  assert.equal(xmlText('<a>&"\u0000\u0008\ud800\ufffe'), '&lt;a&gt;&amp;"');
  assert.equal(xmlText('_x0041_ 😀'), '_x005F_x0041_ 😀');
  assert.equal(xmlText('x'.repeat(40_000)).length, 32_767);
});

test('an archive fails when its source fails', async () => {
  async function* broken() {
    yield 'a';
    throw new Error('the disk is gone');
  }
  await assert.rejects(buffer(writeZip([{ name: 'a', content: broken() }])), /the disk is gone/);
});
