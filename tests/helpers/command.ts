import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { afterwards } from './afterwards.ts';
import { ROOT } from './test-app.ts';

/** A script of `package.json` while it runs; ended after the test if it is still there. */
export interface Command {
  child: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
}

export function startCommand(t: TestContext, args: string[], env: Record<string, string> = {}): Command {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => (output += piece));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  afterwards(t, async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
  });
  return { child, output: () => output, ended };
}
