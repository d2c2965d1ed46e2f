import Sqlite from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { BenchLine } from '../bench-line.ts';
import { median } from '../measure.ts';
import { on, withBed, type BedPage, type WidgetBed } from './bed.ts';
import { line } from './line.ts';
import { CHOICE, LAUNCHER } from './pages.ts';
import { clickTo, countElements } from './probes.ts';
import { countTasks } from './tasks.ts';

const VISITS = 3;

/** W10 and W5: a conversation of 1,000 and of 10,000 messages. */
export function run(): Promise<BenchLine[]> {
  return withBed(async ({ bed, dataDir }) => [
    ...(await measureHistory(bed, dataDir, 1_000)),
    ...(await measureHistory(bed, dataDir, 10_000)),
  ]);
}

async function measureHistory(bed: WidgetBed, dataDir: string, size: number): Promise<BenchLine[]> {
  return on(bed, '/chat.html', {}, async ({ page, cdp }) => {
    await page.click(LAUNCHER);
    await page.waitForSelector(CHOICE);
    seed(dataDir, size);
    const name = `${size / 1000}k`;
    const shown = async (cpu: number, most: number): Promise<BenchLine> => {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
      const after = await reopen(page, `Line ${size}`);
      return line(`W10-${name}-${cpu}x`, `last of ${size} messages shown, ${cpu}×`, after, most, 'ms');
    };
    const quick = await shown(1, 100);
    const slow = await shown(4, 250);
    const { long } = await countTasks(page, () => scrollUp(page));
    const elements = await countElements(page);
    return [
      quick,
      slow,
      line(`W5-${name}`, `long tasks while scrolling up ${size} messages, 4×`, long, 0, 'tasks'),
      line(`W10-${name}`, `elements after scrolling up ${size} messages`, elements, 400, 'elements'),
    ];
  });
}

/** After a moment of hovering; the middle one of three visits. */
async function reopen(page: BedPage['page'], last: string): Promise<number> {
  const times: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    await page.reload();
    await page.hover(LAUNCHER);
    await page.waitForTimeout(800);
    times.push(await clickTo(page, last));
  }
  return median(times);
}

/** Fills the conversation that was begun last. */
function seed(dataDir: string, size: number): void {
  const database = new Sqlite(join(dataDir, 'agent-chat.sqlite'));
  database.pragma('busy_timeout = 5000');
  const { id } = database.prepare('select id from conversations order by created_at desc limit 1').get() as {
    id: string;
  };
  const insert = database.prepare(
    `insert into messages (id, conversation_id, seq, role, author_name, channel, text, status, created_at) values (?, ?, ?, ?, ?, 'web', ?, 'complete', ?)`,
  );
  database.transaction(() => {
    for (let seq = 2; seq <= size; seq += 1) {
      const role = seq % 2 ? 'visitor' : 'agent';
      insert.run(randomUUID(), id, seq, role, role === 'agent' ? 'Robin' : '', `Line ${seq}`, new Date().toISOString());
    }
    database.prepare('update conversations set last_seq = ?, answered_seq = ? where id = ?').run(size, size, id);
  })();
  database.close();
}

async function scrollUp(page: BedPage['page']): Promise<void> {
  await page.hover('agent-chat >> .scroller');
  for (let step = 0; step < 30; step += 1) {
    await page.mouse.wheel(0, -1_500);
    await page.waitForTimeout(60);
  }
}
