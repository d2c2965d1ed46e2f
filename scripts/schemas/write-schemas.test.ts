import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { schemaSources, type SchemaSource } from './registry.ts';
import { writeSchemas } from './write-schemas.ts';

const PROMPTS = fileURLToPath(new URL('../../prompts/', import.meta.url));
const card: SchemaSource = {
  name: 'card',
  title: 'A card',
  load: () => Promise.resolve(z.strictObject({ title: z.string().default('none') })),
};

async function createFolder(context: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-schemas-'));
  context.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

test('a schema is written once and is fresh from then on', async (context) => {
  const dir = await createFolder(context);
  assert.deepEqual(await writeSchemas(dir, [card], false), [{ file: 'card.json', state: 'written' }]);
  assert.deepEqual(await writeSchemas(dir, [card], false), [{ file: 'card.json', state: 'fresh' }]);
  const schema = JSON.parse(await readFile(join(dir, 'card.json'), 'utf8')) as Record<string, unknown>;
  assert.equal(schema.title, 'A card');
  assert.equal(schema.required, undefined, 'what has a default may be left out');
  assert.equal(schema.additionalProperties, false);
});

test('a check says what is stale and writes nothing', async (context) => {
  const dir = await createFolder(context);
  await writeFile(join(dir, 'card.json'), '{}');
  assert.deepEqual(await writeSchemas(dir, [card], true), [{ file: 'card.json', state: 'stale' }]);
  assert.equal(await readFile(join(dir, 'card.json'), 'utf8'), '{}');
});

test('the shipped schemas are those of the sources', async () => {
  const states = await writeSchemas(join(PROMPTS, 'schemas'), schemaSources, true);
  const stale = states.filter(({ state }) => state !== 'fresh');
  assert.deepEqual(stale, [], 'run npm run schemas');
});

test('every shipped YAML file names its schema in the first line', async () => {
  const files = (await readdir(PROMPTS, { recursive: true })).filter((file) => file.endsWith('.yaml'));
  assert.ok(files.length > 0);
  for (const file of files) {
    const [first = ''] = (await readFile(join(PROMPTS, file), 'utf8')).split('\n');
    const named = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1];
    assert.ok(named, `${file} names no schema`);
    const known = schemaSources.map(({ name }) => join(PROMPTS, 'schemas', `${name}.json`));
    assert.ok(known.includes(resolve(PROMPTS, dirname(file), named)), `${file} names ${named}`);
  }
});
