import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../errors.ts';
import type { Log } from '../telemetry/log.ts';
import { ContentFault } from './content-kind.ts';
import { isGone, scanFolder, type FolderDifference, type FolderSnapshot } from './folder-scan.ts';
import { createFolderWatcher } from './folder-watcher.ts';

export interface LiveFolderOptions {
  dir: string;
  log: Log;
  watch: boolean;
  accepts(path: string): boolean;
  /** Takes a new text, or throws and keeps the value it had. */
  load(path: string, text: string): void;
  /** True while an earlier value of the file is held. */
  holds(path: string): boolean;
  remove(path: string): void;
}

export interface LiveFolder {
  /** Resolves when every file was tried. Throws {@link AppError} when the folder is not there. */
  start(): Promise<void>;
  /** Tries the refused files again, in silence: what they were refused for may lie elsewhere and be mended by now. */
  retryRefused(): Promise<void>;
  stop(): Promise<void>;
}

/** A folder whose files are loaded at the start and again when they change; a file that does not load is reported in one line. */
export function createLiveFolder(options: LiveFolderOptions): LiveFolder {
  const { dir, log, accepts } = options;
  const refused = new Set<string>();
  const watcher = options.watch
    ? createFolderWatcher({ dir, log, onChange: (difference) => inTurn(() => take(difference)) })
    : undefined;
  let last: Promise<void> = Promise.resolve();

  /** One after the other, so that an older text never arrives after a newer one. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  async function take({ changed, removed }: FolderDifference): Promise<void> {
    await tryFiles(changed.filter(accepts), reportRefusal);
    for (const path of removed) refused.delete(path);
    for (const path of removed.filter(options.holds)) {
      options.remove(path);
      log.info({ file: `${basename(dir)}/${path}` }, 'content file removed');
    }
  }

  /** Read side by side, taken in one after the other. */
  async function tryFiles(paths: string[], onRefusal: typeof reportRefusal): Promise<void> {
    const readings = await Promise.allSettled(paths.map((path) => readFile(join(dir, path), 'utf8')));
    for (const [index, path] of paths.entries()) tryFile(path, readings[index]!, onRefusal);
  }

  function tryFile(path: string, reading: PromiseSettledResult<string>, onRefusal: typeof reportRefusal): void {
    const error = loadFile(options, path, reading);
    if (error === undefined) refused.delete(path);
    else {
      refused.add(path);
      onRefusal(options, path, error);
    }
  }

  return {
    async start() {
      const snapshot = await firstScan(dir);
      await inTurn(() => take({ changed: [...snapshot.keys()], removed: [] }));
      watcher?.start(snapshot);
    },
    retryRefused: () => inTurn(() => tryFiles([...refused], () => {})),
    async stop() {
      await watcher?.stop();
      await last;
    },
  };
}

async function firstScan(dir: string): Promise<FolderSnapshot> {
  try {
    return await scanFolder(dir);
  } catch (cause) {
    const hint = 'Start from the folder of the project, or put the folder back.';
    throw new AppError('INTERNAL', `the content folder ${dir} cannot be read`, { hint, cause });
  }
}

/** Answers why the file was refused. */
function loadFile(
  { dir, log, load, holds }: LiveFolderOptions,
  path: string,
  reading: PromiseSettledResult<string>,
): unknown {
  const before = holds(path);
  try {
    if (reading.status === 'rejected') throw reading.reason;
    load(path, reading.value);
    log[before ? 'info' : 'debug'](
      { file: `${basename(dir)}/${path}` },
      before ? 'content file reloaded' : 'content file loaded',
    );
    return undefined;
  } catch (error) {
    return isGone(error) ? undefined : error;
  }
}

function reportRefusal({ dir, log, holds }: LiveFolderOptions, path: string, error: unknown): void {
  const file = `${basename(dir)}/${path}`;
  const fate = holds(path) ? 'its last good version stays' : 'it is left out';
  log.error({ file, ...placeOf(error) }, `content file refused, ${fate}: ${file}${atLine(error)}: ${reasonOf(error)}`);
}

function placeOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof ContentFault)) return { err: error };
  const { message: reason, line, expected, found } = error;
  return { line, reason, expected, found };
}

function atLine(error: unknown): string {
  return error instanceof ContentFault && error.line !== undefined ? `:${error.line}` : '';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ContentFault)) return error instanceof Error ? error.message : String(error);
  const expected = error.expected === undefined ? '' : `, expected ${error.expected}`;
  const found = error.found === undefined ? '' : `, found ${error.found}`;
  return `${error.message}${expected}${found}`;
}
