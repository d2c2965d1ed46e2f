import { basename } from 'node:path';
import { AppError } from '../errors.ts';
import type { Log } from '../telemetry/log.ts';
import type { ContentKind, ContentView } from './content-kind.ts';
import { createListeners } from './listeners.ts';
import { createLiveFolder } from './live-folder.ts';

export interface ContentOptions {
  /** The folder of prompts. */
  dir: string;
  kinds: readonly ContentKind<unknown>[];
  log: Log;
  /** Whether changes on disk are picked up. */
  watch: boolean;
}

export interface ContentChange {
  kind: string;
  path: string;
  removed: boolean;
}

export interface Content {
  /** The values of a registered kind; empty before the start. Throws {@link AppError} for a kind that was not registered. */
  view<T>(kind: ContentKind<T>): ContentView<T>;
  /** Loads everything. Throws {@link AppError} when the folder or a required kind is missing. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Tries refused files again: for kinds whose check depends on other content, e.g. a scenario on the texts of `locales/`. */
  retryRefused(): Promise<void>;
  /** Called after each accepted change, with the new value in place. Returns the function that ends it. */
  changed(listener: (change: ContentChange) => void): () => void;
}

interface Shelf {
  kind: ContentKind<unknown>;
  values: ReadonlyMap<string, unknown>;
  version: number;
}

/** What people edit, loaded from files and kept current while running: a broken file keeps its last good value. */
export function createContent({ dir, kinds, log, watch }: ContentOptions): Content {
  const shelves = new Map(kinds.map((kind): [string, Shelf] => [kind.name, { kind, values: new Map(), version: 0 }]));
  const listeners = createListeners<ContentChange>(log);
  const shelvesOf = (path: string) => [...shelves.values()].filter(({ kind }) => kind.matches(path));
  const folder = createLiveFolder({
    dir,
    log,
    watch,
    accepts: (path) => shelvesOf(path).length > 0,
    holds: (path) => shelvesOf(path).some((shelf) => shelf.values.has(path)),
    load: (path, text) => shelvesOf(path).forEach((shelf) => put(shelf, path, shelf.kind.parse(text, path))),
    remove: (path) => shelvesOf(path).forEach((shelf) => drop(shelf, path)),
  });

  function put(shelf: Shelf, path: string, value: unknown): void {
    replace(shelf, new Map([...shelf.values, [path, value]]));
    listeners.tell({ kind: shelf.kind.name, path, removed: false });
  }

  function drop(shelf: Shelf, path: string): void {
    replace(shelf, new Map([...shelf.values].filter(([other]) => other !== path)));
    listeners.tell({ kind: shelf.kind.name, path, removed: true });
  }

  return {
    view: (kind) => viewOf(shelves.get(kind.name), kind),
    async start() {
      await folder.start();
      for (const shelf of shelves.values()) refuseMissing(shelf, dir);
    },
    stop: () => folder.stop(),
    retryRefused: () => folder.retryRefused(),
    changed: (listener) => listeners.add(listener),
  };
}

/** A new map at each change: who iterates over the old one is not disturbed. */
function replace(shelf: Shelf, values: ReadonlyMap<string, unknown>): void {
  shelf.values = values;
  shelf.version++;
}

function viewOf<T>(shelf: Shelf | undefined, kind: ContentKind<T>): ContentView<T> {
  if (!shelf) throw new AppError('INTERNAL', `the content kind \`${kind.name}\` is not registered`);
  return {
    all: () => shelf.values as ReadonlyMap<string, T>,
    get: (path) => shelf.values.get(path) as T | undefined,
    get version() {
      return shelf.version;
    },
  };
}

function refuseMissing({ kind, values }: Shelf, dir: string): void {
  if (kind.required === undefined || values.size > 0) return;
  throw new AppError('INTERNAL', `no usable \`${kind.name}\` file in ${basename(dir)}/`, { hint: kind.required });
}
