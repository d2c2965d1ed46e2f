import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTelegramEmulator, type TelegramEmulator } from '../demo/telegram/emulator.ts';
import type { TelegramPerson } from '../demo/telegram/person.ts';
import type { BenchLine } from './bench-line.ts';
import { giveToOperators, startPeer, startSettledProduct, type BenchServer } from './bench-server.ts';
import { median } from './measure.ts';

const PEOPLE = 300;
const UPDATES = 6_000;
const ROUNDS = 3;
/** Milliseconds that an answer of the API takes. */
const LATENCIES = [0, 20];
const LIMIT_MS = 60_000;

/**
 * S13: updates a second, stored durably and in order per chat, against grammY with its runner and a handler that does nothing. Both are fed by
 * the same emulator; an update counts when the bot has confirmed it. Conversations are in an operator's hands, so that no answers are made.
 */
export async function run(): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const latency of LATENCIES) {
    const ours: number[] = [];
    const runner: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      runner.push(await measure(latency, (env) => startPeer('runner-bot', env)));
      ours.push(await measure(latency, startSettledProduct));
    }
    lines.push(line(latency, median(ours), median(runner)));
  }
  return lines;
}

function line(latency: number, ours: number, limit: number): BenchLine {
  const ratio = ours / limit;
  return {
    id: `S13-${latency}`,
    name: `Telegram updates/s, stored, with an API of ${latency} ms, against bare grammY and its runner`,
    ours,
    limit,
    ratio,
    target: 0.8,
    unit: 'updates/s',
    pass: ratio >= 0.8,
  };
}

async function measure(latency: number, start: (env: Record<string, string>) => Promise<BenchServer>): Promise<number> {
  const emulator = await createTelegramEmulator();
  const bot = await start({ TELEGRAM_BOT_TOKEN: emulator.token, TELEGRAM_API_ROOT: emulator.url });
  const people = Array.from({ length: PEOPLE }, (_, index) => emulator.user({ firstName: `Person ${index}` }));
  await feed(emulator, people, PEOPLE);
  if (bot.dataDir) giveToOperators(bot.dataDir);
  if (latency > 0) emulator.fail({ method: 'getUpdates', times: Number.MAX_SAFE_INTEGER, hangMs: latency });
  await feed(emulator, people, PEOPLE);
  const ms = await feed(emulator, people, UPDATES);
  if (bot.dataDir) checkStored(bot.dataDir);
  await bot.stop();
  await emulator.stop();
  return (UPDATES / ms) * 1000;
}

/** Milliseconds until the bot has confirmed so many updates. */
async function feed(emulator: TelegramEmulator, people: TelegramPerson[], count: number): Promise<number> {
  const started = performance.now();
  let last = 0;
  for (let sent = 0; sent < count; sent += 1) {
    last = people[sent % people.length]!.send(
      `How much is a basic tune-up, and how long does it take? (${sent})`,
    ).updateId;
  }
  while (confirmed(emulator) <= last) {
    if (performance.now() - started > LIMIT_MS) throw new Error(`${count} updates were not confirmed in time`);
    await delay(2);
  }
  return performance.now() - started;
}

function confirmed({ journal }: TelegramEmulator): number {
  return Number(journal.findLast(({ method }) => method === 'getUpdates')?.params['offset'] ?? 0);
}

function checkStored(dataDir: string): void {
  const database = new Sqlite(join(dataDir, 'agent-chat.sqlite'), { readonly: true });
  const { stored } = database.prepare(`select count(*) as stored from messages where role = 'visitor'`).get() as {
    stored: number;
  };
  database.close();
  if (stored !== UPDATES + 2 * PEOPLE) throw new Error(`${stored} messages were stored`);
}
