import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { AppError } from '../errors.ts';
import { lockFolder } from './folder-lock.ts';

test('a folder is held by one process, and free again when it is released or the process is gone', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const held = lockFolder(dir);
  assert.throws(
    () => lockFolder(dir),
    (error) => error instanceof AppError && error.code === 'CONFLICT' && error.hint?.includes('DATA_DIR') === true,
  );
  held.release();
  const script = `
    import { lockFolder } from ${JSON.stringify(import.meta.resolve('./folder-lock.ts'))};
    lockFolder(process.argv[1]);
    process.kill(process.pid, 'SIGKILL');`;
  await assert.rejects(promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, dir]));
  lockFolder(dir).release();
});
