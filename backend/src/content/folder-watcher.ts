import { watch, type FSWatcher } from 'node:fs';
import type { Log } from '../telemetry/log.ts';
import { compareSnapshots, scanFolder, type FolderDifference, type FolderSnapshot } from './folder-scan.ts';

export interface FolderWatcherOptions {
  dir: string;
  log: Log;
  onChange(difference: FolderDifference): Promise<void> | void;
}

export interface FolderWatcher {
  /** Tells of each difference from this snapshot on. */
  start(from: FolderSnapshot): void;
  stop(): Promise<void>;
}

/** An editor writes a file in several steps. */
const QUIET_MS = 80;
const POLL_MS = 1_000;
/** Mounted folders (Docker Desktop, NFS) often accept a watch and never report anything. */
const SAFETY_POLL_MS = 5_000;

/**
 * Tells which files of a folder differ. The system's own notices only say "look now"; what differs is found by comparing snapshots, so
 * that writing in place, renaming over and replaced folders are all the same thing.
 */
export function createFolderWatcher({ dir, log, onChange }: FolderWatcherOptions): FolderWatcher {
  let snapshot: FolderSnapshot = new Map();
  let watcher: FSWatcher | undefined;
  let poll: NodeJS.Timeout | undefined;
  let quiet: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let pending = false;
  let stopped = true;
  let lost = false;

  async function look(): Promise<void> {
    pending = false;
    if (stopped) return;
    try {
      const now = await scanFolder(dir);
      const difference = compareSnapshots(snapshot, now);
      snapshot = now;
      if (lost) watchFolder();
      if (difference.changed.length + difference.removed.length > 0) await onChange(difference);
    } catch (error) {
      lose(error);
    }
  }

  /** A watch does not outlive its folder: poll until the folder is back. */
  function lose(error: unknown): void {
    if (!lost) log.warn({ err: error, dir }, 'folder could not be read, its last good content stays');
    lost = true;
    pollInstead(error);
  }

  function lookSoon(): void {
    if (pending) return;
    pending = true;
    running = running.then(look);
  }

  function notice(): void {
    clearTimeout(quiet);
    quiet = setTimeout(lookSoon, QUIET_MS);
  }

  function pollEvery(ms: number): void {
    clearInterval(poll);
    poll = setInterval(lookSoon, ms);
    poll.unref();
  }

  function watchFolder(): void {
    lost = false;
    try {
      watcher = watch(dir, { recursive: true, persistent: false }, notice);
      watcher.on('error', pollInstead);
      pollEvery(SAFETY_POLL_MS);
    } catch (error) {
      pollInstead(error);
    }
  }

  function pollInstead(error: unknown): void {
    log.debug({ err: error, dir }, 'folder cannot be watched, polling it');
    watcher?.close();
    watcher = undefined;
    if (!stopped) pollEvery(POLL_MS);
  }

  return {
    start(from) {
      stopped = false;
      snapshot = from;
      watchFolder();
      lookSoon();
    },
    async stop() {
      stopped = true;
      clearTimeout(quiet);
      clearInterval(poll);
      watcher?.close();
      await running;
    },
  };
}
