import { resolve } from 'node:path';
import type { Config } from './config.ts';
import { openWriter } from './store/database-file.ts';
import { lockFolder } from './store/folder-lock.ts';
import type { Log } from './telemetry/log.ts';

export interface App {
  /** Where it listens, e.g. `http://localhost:3000`. */
  url: string;
  /** Path of the one-time link that makes the owner's account; undefined when there is one. */
  setupPath?: string;
  /** Stops taking in, hands back leases, flushes. */
  stop(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Log;
  /** The project's folder: relative paths of the configuration, and the built pages, lie below it. */
  root: string;
}

/** The composition root, with `app/`. The thread of the database boots while `compose` and all rooms are read, which takes as long. */
export async function startApp(options: AppOptions): Promise<App> {
  const dataDir = resolve(options.root, options.config.dataDir);
  const lock = lockFolder(dataDir);
  const writer = openWriter(dataDir);
  const { compose } = await import('./app/compose.ts');
  const app = await compose({ ...options, dataDir, writer });
  return {
    ...app,
    async stop() {
      await app.stop();
      lock.release();
    },
  };
}
