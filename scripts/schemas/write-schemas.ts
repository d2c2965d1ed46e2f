import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SchemaSource } from './registry.ts';

export interface SchemaState {
  file: string;
  /** `stale`: the file differs from what the sources say now. */
  state: 'fresh' | 'stale' | 'written';
}

/** Writes each schema whose file differs; with `check` only says which do. */
export async function writeSchemas(
  dir: string,
  sources: readonly SchemaSource[],
  check: boolean,
): Promise<SchemaState[]> {
  await mkdir(dir, { recursive: true });
  const states: SchemaState[] = [];
  for (const source of sources) {
    const file = join(dir, `${source.name}.json`);
    const text = `${JSON.stringify(await toJsonSchema(source), null, 2)}\n`;
    const fresh = (await readFile(file, 'utf8').catch(() => undefined)) === text;
    if (!fresh && !check) await writeFile(file, text);
    states.push({ file: `${source.name}.json`, state: fresh ? 'fresh' : check ? 'stale' : 'written' });
  }
  return states;
}

/** Draft 7, which the YAML language server of editors knows best; `input`, because what has a default may be left out. */
async function toJsonSchema({ title, load }: SchemaSource): Promise<object> {
  const loaded = await load();
  const schema = loaded instanceof z.ZodType ? z.toJSONSchema(loaded, { io: 'input', target: 'draft-7' }) : loaded;
  return { ...schema, title };
}
