import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openDatabase, type Database } from './database.ts';

/** A real database in a folder of its own, gone after the test. */
export async function createTestFolder(t: TestContext): Promise<{ database: Database; dir: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-'));
  const database = await openDatabase({ dir });
  t.after(async () => {
    await database.close();
    await rm(dir, { recursive: true, force: true });
  });
  return { database, dir };
}

export async function createTestDatabase(t: TestContext): Promise<Database> {
  return (await createTestFolder(t)).database;
}
