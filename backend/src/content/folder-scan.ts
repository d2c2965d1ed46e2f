import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Path below the folder, with forward slashes → a stamp that differs when the file does. */
export type FolderSnapshot = ReadonlyMap<string, string>;

export interface FolderDifference {
  changed: string[];
  removed: string[];
}

/** All files below a folder but hidden ones. Links are followed: a Kubernetes ConfigMap is a folder of links. */
export async function scanFolder(dir: string): Promise<FolderSnapshot> {
  const found = new Map<string, string>();
  await scanInto(found, dir, '');
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function compareSnapshots(before: FolderSnapshot, after: FolderSnapshot): FolderDifference {
  return {
    changed: [...after].filter(([path, stamp]) => before.get(path) !== stamp).map(([path]) => path),
    removed: [...before.keys()].filter((path) => !after.has(path)),
  };
}

async function scanInto(found: Map<string, string>, dir: string, below: string): Promise<void> {
  const names = await readdir(join(dir, below));
  const visible = names.filter((name) => !name.startsWith('.') && !name.endsWith('~'));
  await Promise.all(visible.map((name) => scanEntry(found, dir, below === '' ? name : `${below}/${name}`)));
}

async function scanEntry(found: Map<string, string>, dir: string, path: string): Promise<void> {
  try {
    const entry = await stat(join(dir, path), { bigint: true });
    if (entry.isDirectory()) await scanInto(found, dir, path);
    else if (entry.isFile()) found.set(path, `${entry.mtimeNs}-${entry.ctimeNs}-${entry.size}-${entry.ino}`);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Whether a file vanished between seeing and reading it. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
