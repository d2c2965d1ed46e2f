import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { silentLog } from '../backend/src/telemetry/log.ts';
import { createWords } from '../backend/src/content/locale-words.ts';
import { exportLeads, leadFormats } from '../backend/src/lead/export/index.ts';
import { eachLead } from '../backend/src/lead/lead-store.ts';
import { openDatabase, type Database } from '../backend/src/store/database.ts';
import type { BenchLine } from './bench-line.ts';

const SIZES = [1_000, 10_000, 100_000];
const FIELDS = ['name', 'phone', 'email'];
const BATCH = 1_000;
const MOST_MEMORY = 64;
const LEAST_SHARE: Record<string, number> = { csv: 0.5, json: 0.5, xlsx: 0.25 };

/** Export of leads at three sizes: rows a second beside reading the same rows without writing anything, and what it adds to the memory. */
export async function run(): Promise<BenchLine[]> {
  const words = createWords({ dir: resolve(import.meta.dirname, '../locales'), log: silentLog, watch: false });
  await words.start();
  const lines: BenchLine[] = [];
  for (const size of SIZES) {
    const dir = mkdtempSync(join(tmpdir(), 'bench-export-'));
    const database = await openDatabase({ dir });
    await seed(database, size);
    const limit = (size / (await timed(() => readAll(database)))) * 1000;
    for (const { name: format } of leadFormats) {
      const { ms, peak } = await exportAll(database, words, format);
      const rate = (size / ms) * 1000;
      lines.push({
        id: `export-${format}`,
        name: `${format}, ${size} leads, against reading the rows`,
        ours: rate,
        limit,
        ratio: rate / limit,
        target: LEAST_SHARE[format]!,
        unit: 'rows/s',
        pass: rate / limit >= LEAST_SHARE[format]!,
      });
      lines.push({
        id: `memory-${format}`,
        name: `${format}, ${size} leads: memory added at the peak`,
        ours: peak,
        limit: MOST_MEMORY,
        ratio: peak / MOST_MEMORY,
        target: 1,
        unit: 'MB',
        pass: peak <= MOST_MEMORY,
      });
    }
    await database.close();
    rmSync(dir, { recursive: true });
  }
  await words.stop();
  return lines;
}

async function seed(database: Database, size: number): Promise<void> {
  const at = new Date().toISOString();
  await database.write(async (trx) => {
    await trx('contacts').insert({ id: 'contact', site_id: 'default', locale: 'en', created_at: at });
    await trx('conversations').insert({
      id: 'conversation',
      site_id: 'default',
      contact_id: 'contact',
      locale: 'en',
      last_channel: 'web',
      created_at: at,
      updated_at: at,
    });
  });
  for (let from = 0; from < size; from += BATCH) {
    await database.write(async (trx) => {
      await trx.raw(
        `with recursive n(i) as (select ? union all select i + 1 from n where i < ?)
         insert into leads (id, site_id, contact_id, conversation_id, status, channel, locale, name, name_key, phone, email, need, created_at, updated_at)
         select 'lead-' || i, 'default', 'contact', 'conversation', 'new', 'web', 'en', 'Person ' || i, 'person ' || i, '+4930' || (1000000 + i), 'p' || i || '@example.org', 'A tune-up of a city bike, soon', ?, ? from n`,
        [from, Math.min(from + BATCH, size) - 1, at, at],
      );
      for (const [rank, key] of FIELDS.entries()) {
        await trx.raw(
          `insert into lead_fields (lead_id, key, rank, label, value, message_id)
           select id, ?, ?, 'scenarios:leadFields.' || ?, 'value', 'message' from leads where position > ? and position <= ?`,
          [key, rank, key, from, Math.min(from + BATCH, size)],
        );
      }
    });
  }
}

async function readAll(database: Database): Promise<void> {
  for await (const _page of eachLead(database.read, {})) continue;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function exportAll(
  database: Database,
  words: ReturnType<typeof createWords>,
  format: string,
): Promise<{ ms: number; peak: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
  const { stream } = exportLeads(database.read, { format, words, locale: 'en' });
  const ms = await timed(async () => {
    for await (const _piece of stream) continue;
  });
  clearInterval(timer);
  return { ms, peak: (peak - before) / 1024 / 1024 };
}
