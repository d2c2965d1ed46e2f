import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { openDatabase, type Database } from '../store/database.ts';
import { createSqliteVectorIndex } from './sqlite-vector-index.ts';
import { toCode, toInt8 } from './vector-code.ts';
import type { VectorEntry, VectorHit } from './vector-index.ts';

const index = createSqliteVectorIndex('memory');
const TABLES = ['memory_vectors', 'memory_chunks', 'memory_partitions'];
let dir: string;
let database: Database;

before(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vector-index-'));
  database = await openDatabase({ dir });
});
after(async () => {
  await database.close();
  rmSync(dir, { recursive: true });
});
beforeEach(() =>
  database.write(async (trx) => {
    for (const table of TABLES) await trx(table).delete();
  }),
);

/** Points around a few centres, from a fixed seed. */
function createPoints(dimension: number): () => Float32Array {
  let state = 7;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const common = Array.from({ length: dimension }, () => normal());
  const centres = Array.from({ length: 20 }, () => Array.from({ length: dimension }, normal));
  return () => {
    const centre = centres[Math.floor(uniform() * centres.length)]!;
    const point = Float32Array.from(centre, (value, at) => common[at]! + value * 0.8 + normal());
    const length = Math.hypot(...point);
    return point.map((value) => value / length);
  };
}

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

async function fill(entries: VectorEntry[], embedderId = 'test:1'): Promise<void> {
  for (let start = 0; start < entries.length; start += 500) {
    await database.write((trx) => index.upsert(trx, embedderId, entries.slice(start, start + 500)));
  }
}

for (const dimension of [32, 384, 768]) {
  test(`finds 98 % of the ten nearest among 4,000 vectors of ${dimension} numbers`, async () => {
    const next = createPoints(dimension);
    const entries = Array.from({ length: 4_000 }, (_, at) => ({ id: at + 1, owner: 'ann', vector: next() }));
    await fill(entries);
    let found = 0;
    for (let round = 0; round < 40; round++) {
      const query = next();
      const exact = entries
        .map(({ id, vector }) => ({ id, near: cosine(query, vector) }))
        .sort((a, b) => b.near - a.near);
      const best = new Set(exact.slice(0, 10).map(({ id }) => id));
      const hits = await database.rows<VectorHit>(index.nearest(query, { owner: 'ann', embedderId: 'test:1' }, 10));
      found += hits.filter(({ id }) => best.has(id)).length;
      assert.ok(Math.abs(hits[0]!.similarity - exact[0]!.near) < 0.02);
    }
    assert.ok(found >= 392, `${found} of 400`);
  });
}

test('never crosses owners or embedders', async () => {
  const next = createPoints(64);
  const query = next();
  await fill([{ id: 1, owner: 'ann', vector: query }]);
  await fill([{ id: 2, owner: 'bob', vector: query }]);
  await fill([{ id: 3, owner: 'ann', vector: query }], 'test:2');
  const ids = async (owner: string, embedderId: string): Promise<number[]> =>
    (await database.rows<VectorHit>(index.nearest(query, { owner, embedderId }, 10))).map(({ id }) => id);
  assert.deepEqual(await ids('ann', 'test:1'), [1]);
  assert.deepEqual(await ids('bob', 'test:1'), [2]);
  assert.deepEqual(await ids('ann', 'test:2'), [3]);
  assert.deepEqual(await ids('ann', 'test:unknown'), []);
});

test('an id has one vector: a new one replaces that of another embedder', async () => {
  const next = createPoints(64);
  await fill([{ id: 1, owner: 'ann', vector: next() }]);
  await fill([{ id: 1, owner: 'ann', vector: next() }], 'test:2');
  for (const table of TABLES) assert.equal((await database.read(table)).length, 1);
});

test('what is removed is in no table', async () => {
  const query = createPoints(64)();
  await fill([1, 2].map((id) => ({ id, owner: 'ann', vector: query })));
  await database.write((trx) => index.remove(trx, [1]));
  const found = await database.rows<VectorHit>(index.nearest(query, { owner: 'ann', embedderId: 'test:1' }, 10));
  assert.deepEqual(
    found.map(({ id }) => id),
    [2],
  );
  await database.write((trx) => index.remove(trx, [2]));
  for (const table of TABLES) assert.equal((await database.read(table)).length, 0);
});

test('among many, what is removed is gone from every chunk, also from the file, and all others are found', async () => {
  const next = createPoints(64);
  const entries = Array.from({ length: 700 }, (_, at) => ({ id: at + 1, owner: 'ann', vector: next() }));
  await fill(entries);
  const isRemoved = ({ id }: VectorEntry): boolean => id % 3 === 0;
  const gone = entries.filter(isRemoved);
  await database.write((trx) =>
    index.remove(
      trx,
      gone.map(({ id }) => id),
    ),
  );
  await fill([{ id: 1_000, owner: 'ann', vector: next() }]);
  const hits = await database.rows<VectorHit>(index.nearest(next(), { owner: 'ann', embedderId: 'test:1' }, 700));
  const left = [...entries.filter((entry) => !isRemoved(entry)).map(({ id }) => id), 1_000];
  assert.deepEqual(
    hits.map(({ id }) => id).sort((a, b) => a - b),
    left,
  );
  await database.close();
  const file = readFileSync(join(dir, 'agent-chat.sqlite'));
  database = await openDatabase({ dir });
  assert.ok(file.includes(toInt8(entries[0]!.vector)));
  for (const { vector } of gone) assert.ok(!file.includes(toInt8(vector)) && !file.includes(toCode(vector)));
});
