import { fileURLToPath } from 'node:url';
import { startApp } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { AppError } from './errors.ts';
import { readEnvFile } from './env-file.ts';
import { startupReport } from './startup-report.ts';
import { createLog, type Log } from './telemetry/log.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STOP_LIMIT_MS = 9_000;

/** The process: environment, signals, exit codes. */
export async function serve(): Promise<void> {
  const config = configOrExit();
  const log = createLog({ level: config.logLevel });
  try {
    const app = await startApp({ config, log, root: ROOT });
    process.stdout.write(startupReport(app, config));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shutDown(app.stop, log));
  } catch (error) {
    fail(error);
  }
}

function configOrExit(): Config {
  try {
    return readConfig({ ...readEnvFile(ROOT), ...process.env });
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) {
    const faults = error.faults.map(
      ({ variable, found, expected }) => `  ${variable}: found ${found}, expected ${expected}`,
    );
    return [
      `agent-chat did not start: ${error.message}.`,
      ...faults,
      'Every variable is described in .env.example.',
    ].join('\n');
  }
  const { message, code } = error as Error & { code?: string };
  if (code === 'EADDRINUSE')
    return 'agent-chat did not start: the port is taken. Set PORT to a free one, or end the program that holds it.';
  const hint = error instanceof AppError && error.hint ? `\n${error.hint}` : '';
  return `agent-chat did not start: ${message}${hint}`;
}

async function shutDown(stop: () => Promise<void>, log: Log): Promise<void> {
  setTimeout(kill, STOP_LIMIT_MS).unref();
  await stop().catch((error: Error) => log.error({ error: error.message }, 'Stopping failed'));
  process.exit(0);
}

/** Not by `process.exit`, which waits for threads: what has hung so far may hang there too. */
function kill(): void {
  process.stderr.write(`agent-chat did not stop within ${STOP_LIMIT_MS / 1000} seconds and is killed.\n`);
  process.kill(process.pid, 'SIGKILL');
}
