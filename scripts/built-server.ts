import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
let program: string | undefined;

/** The server as `npm start` runs it, built when it is stale: the path of its program, for tests and benchmarks. */
export function builtServer(): string {
  program ??= build();
  return program;
}

function build(): string {
  const result = spawnSync(process.execPath, ['scripts/build.ts', '--stale', 'server'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`The server could not be built:\n${result.stdout}${result.stderr}`);
  return fileURLToPath(new URL('../backend/dist/main.cjs', import.meta.url));
}
