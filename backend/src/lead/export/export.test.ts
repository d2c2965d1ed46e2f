import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createWords } from '../../content/locale-words.ts';
import { AppError } from '../../errors.ts';
import { openDatabase, type Database } from '../../store/database.ts';
import { silentLog } from '../../telemetry/log.ts';
import { capture } from '../lead-store.ts';
import type { LeadDetails } from '../lead.ts';
import { csv } from './csv.ts';
import { formulaSafe } from '../../formula-safe.ts';
import { exportLeads } from './index.ts';

const words = createWords({ dir: join(import.meta.dirname, '../../../../locales'), log: silentLog, watch: false });
const dir = mkdtempSync(join(tmpdir(), 'agent-chat-export-'));
let database: Database;

const name = 'Кот "Мяу", <b>';
const need = '=HYPERLINK("https://evil.example","x")';

before(async () => {
  await words.start();
  database = await openDatabase({ dir });
  const fields = [
    { key: 'phone', label: 'scenarios:leadFields.phone', value: '+49 1512 3456789', messageId: 'm1' },
    { key: 'callTime', label: 'scenarios:leadFields.callTime', value: 'evening\n=1+1', messageId: 'm2' },
  ];
  const lead = {
    siteId: 'default',
    contactId: 'c',
    conversationId: 'k',
    channel: 'web',
    locale: 'en',
    name,
    phone: '+4915123456789',
    need,
    fields,
  };
  await database.write((trx) => capture(trx, lead));
});
after(async () => {
  await database.close();
  await words.stop();
  rmSync(dir, { recursive: true });
});

const exported = (format: string, locale = 'en') => exportLeads(database.read, { format, words, locale });

const lead: LeadDetails = {
  ...{
    id: 'l',
    status: 'new',
    siteId: 's',
    contactId: 'c',
    conversationId: 'k',
    channel: 'web',
    locale: 'en',
    fields: [],
  },
  ...{ name, createdAt: '2026-11-21T00:00:00.000Z', updatedAt: '2026-11-21T00:00:00.000Z' },
};

describe('the export', () => {
  test('as CSV begins with a byte order mark and a header in the reader’s language', async () => {
    const file = (await buffer(exported('csv', 'ru').stream)).toString();
    assert.ok(file.startsWith('\uFEFFНомер заявки,Создано,Статус,Имя,Телефон,'));
    assert.ok(file.endsWith('\r\n'));
  });

  test('as CSV disarms formulas, keeps phones readable and quotes what needs it', async () => {
    const file = await text(exported('csv').stream);
    assert.ok(file.includes(`,'+4915123456789,`));
    assert.ok(file.includes(`"'=HYPERLINK(""https://evil.example"",""x"")"`));
    assert.ok(file.includes(`"Кот ""Мяу"", <b>"`));
    assert.ok(file.includes('Best time to call: evening'));
  });

  test('as CSV keeps a cell with lines in one row', async () => {
    const file = await text(exported('csv').stream);
    const outsideQuotes = file.replace(/"(?:[^"]|"")*"/g, '');
    assert.equal(outsideQuotes.match(/[\r\n]+/g)?.length, 2);
  });

  test('as JSON is one array with the fields and their messages', async () => {
    const leads = JSON.parse(await text(exported('json').stream)) as {
      name: string;
      need: string;
      fields: { messageId: string }[];
    }[];
    assert.deepEqual(
      [leads.length, leads[0]?.name, leads[0]?.need, leads[0]?.fields[1]?.messageId],
      [1, name, need, 'm2'],
    );
    const none = exportLeads(database.read, { format: 'json', words, locale: 'en', filter: { status: 'spam' } });
    assert.deepEqual(JSON.parse(await text(none.stream)), []);
  });

  test('reads no further than the reader takes', async () => {
    let pulled = 0;
    async function* pages() {
      for (; pulled < 1000; pulled++) yield Array.from({ length: 500 }, () => lead);
    }
    const stream = Readable.from(
      csv.write(pages(), (key) => key),
      { objectMode: false },
    );
    stream.read(1);
    await setTimeout(20);
    assert.ok(pulled <= 3, `${pulled} pages were read`);
    stream.destroy();
  });

  test('names its file and its type', () => {
    const { fileName, contentType } = exported('xlsx');
    assert.match(fileName, /^leads-\d{4}-\d\d-\d\d\.xlsx$/);
    assert.match(contentType, /spreadsheetml/);
  });

  test('in an unknown format is refused', () => {
    assert.throws(
      () => exported('exe'),
      (error) => error instanceof AppError && error.code === 'BAD_REQUEST',
    );
  });
});

describe('a cell', () => {
  const triggers = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '−'];
  const before = fc.string({
    unit: fc.constantFrom(' ', '\u00a0', '\u3000', '\u200b', '\ufeff', '\t', '\u0000', '\n'),
    maxLength: 4,
  });

  test('that a spreadsheet could take for a formula gets an apostrophe, behind whatever it begins', () => {
    fc.assert(
      fc.property(before, fc.constantFrom(...triggers), fc.string(), (space, trigger, rest) => {
        const cell = space + trigger + rest;
        assert.equal(formulaSafe(cell), `'${cell}`);
      }),
    );
  });

  test('that is only text stays as it is', () => {
    for (const cell of ['', 'Anna', '1 + 1', 'a=b', '2026-11-21', 'mail@example.com', ' Анна'])
      assert.equal(formulaSafe(cell), cell);
  });
});
