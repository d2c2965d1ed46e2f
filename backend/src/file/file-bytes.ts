import { createReadStream, mkdirSync, type ReadStream } from 'node:fs';
import { open, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface ByteRange {
  /** Both included. */
  start: number;
  end: number;
}

export type FileBytes = ReturnType<typeof createFileBytes>;

const ID = /^[\da-f-]{36}$/;

/** Where the bytes lie: `<dir>/<aa>/<id>`, by the last two letters of the id, the random ones; `<dir>/incoming` is for what is not whole yet. */
export function createFileBytes(dir: string) {
  const incoming = join(dir, 'incoming');
  mkdirSync(incoming, { recursive: true });
  const folderOf = (id: string) => join(dir, id.slice(-2));
  const pathOf = (id: string) => join(folderOf(id), id);

  /** When it was written; never for one that is being removed. */
  const ageOf = (id: string): Promise<number> =>
    stat(pathOf(id)).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    );

  return {
    /** On the same disk as the rest, so that a file can be moved to its place at once. */
    incoming,
    pathOf,

    /** Moves a whole file, flushed already, to its place for good: after a power cut it is there or not, never half. */
    async keep(from: string, id: string): Promise<void> {
      await mkdir(folderOf(id), { recursive: true });
      await rename(from, pathOf(id));
      await flushFolder(folderOf(id));
    },

    read: (id: string, range?: ByteRange): ReadStream => createReadStream(pathOf(id), range),
    remove: (id: string): Promise<void> => rm(pathOf(id), { force: true }),

    exists: (id: string): Promise<boolean> =>
      stat(pathOf(id)).then(
        () => true,
        () => false,
      ),

    /** What a process before this one left unfinished. */
    async clearIncoming(): Promise<void> {
      await rm(incoming, { recursive: true, force: true });
      await mkdir(incoming, { recursive: true });
    },

    /** Ids of what lies here since before `time` (milliseconds), a folder at a time. */
    async *idsBefore(time: number): AsyncIterable<string[]> {
      for (const folder of await readdir(dir)) {
        if (folder.length !== 2) continue;
        const names = (await readdir(join(dir, folder))).filter((name) => ID.test(name));
        const ages = await Promise.all(names.map(ageOf));
        yield names.filter((_, index) => ages[index]! < time);
      }
    },
  };
}

/** A name is on the disk only when its folder was flushed. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
