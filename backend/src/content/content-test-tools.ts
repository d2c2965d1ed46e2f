import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Log } from '../telemetry/log.ts';

/** A folder of its own for one test, removed afterwards. */
export interface TestFolder {
  dir: string;
  write(path: string, text: string): Promise<void>;
  /** As many editors save: a new file is written aside and renamed over the old one. */
  replace(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export async function createTestFolder(context: TestContext, files: Record<string, string> = {}): Promise<TestFolder> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-content-'));
  context.after(() => rm(dir, { recursive: true, force: true }));
  const folder: TestFolder = {
    dir,
    async write(path, text) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    },
    async replace(path, text) {
      await folder.write(`${path}.new`, text);
      await rename(join(dir, `${path}.new`), join(dir, path));
    },
    remove: (path) => rm(join(dir, path), { recursive: true }),
  };
  for (const [path, text] of Object.entries(files)) await folder.write(path, text);
  return folder;
}

export interface LogEntry {
  level: string;
  fields: Record<string, unknown>;
  message: string;
}

/** A log that keeps what it is told. */
export function createTestLog(): Log & { entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  const keep = (level: string) => (fields: unknown, message: unknown) => {
    entries.push({ level, fields: fields as Record<string, unknown>, message: String(message) });
  };
  const log = {
    entries,
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    child: () => log,
  };
  return log as unknown as Log & { entries: LogEntry[] };
}

/** Waits until the condition holds; fails after five seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
