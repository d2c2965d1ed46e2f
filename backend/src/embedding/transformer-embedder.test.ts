import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { testEmbedder } from '../../../tests/contract/embedder.ts';
import { loopDelay } from '../../../tests/helpers/loop-delay.ts';
import { writeTinyModel } from '../../../tests/helpers/tiny-model.ts';
import type { Embedder } from './embedder.ts';
import { loadTransformer } from './transformer-embedder.ts';

let dir: string;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'tiny-model-'));
  writeTinyModel(join(dir, 'test', 'tiny'));
});
after(() => rmSync(dir, { recursive: true }));

const load = (path: string, model = 'test/tiny'): Promise<Embedder> =>
  loadTransformer({ model, path, cacheDir: join(dir, 'cache') });

testEmbedder({
  name: 'the transformer in a worker',
  create: () => load(dir),
  example: { text: 'how much does delivery cost', near: 'the price of shipping', far: 'my kitten' },
});

test('a path may be the model folder itself', async () => {
  const embedder = await load(join(dir, 'test', 'tiny'));
  assert.equal(embedder.id, 'transformer:tiny:q8');
  assert.equal(embedder.dimension, 32);
  await embedder.close();
});

test('queries and passages of an e5 model get their own words in front', async () => {
  writeTinyModel(join(dir, 'test', 'tiny-e5-small'));
  const embedder = await load(dir, 'test/tiny-e5-small');
  const [query] = await embedder.embed(['bike'], 'query');
  const [passage] = await embedder.embed(['bike'], 'passage');
  assert.notDeepEqual(query, passage);
  await embedder.close();
});

test('a folder without a model is refused with a reason', async () => {
  await assert.rejects(load(join(dir, 'nowhere')), /nowhere/);
});

test('a single text overtakes batches that wait', async () => {
  const embedder = await load(dir);
  const order: string[] = [];
  const backfill = embedder.embed(
    Array.from({ length: 32 * 40 }, () => 'repair my bike '.repeat(8)),
    'passage',
  );
  await Promise.all([
    backfill.then(() => order.push('backfill')),
    embedder.embed(['price'], 'query').then(() => order.push('live')),
  ]);
  assert.deepEqual(order, ['live', 'backfill']);
  await embedder.close();
});

test('what waits is rejected when the engine is closed', async () => {
  const embedder = await load(dir);
  const waiting = embedder.embed(
    Array.from({ length: 320 }, () => 'bike'),
    'passage',
  );
  const rejected = assert.rejects(waiting, /engine is gone/);
  await embedder.close();
  await rejected;
  await assert.rejects(embedder.embed(['bike'], 'query'), /engine is gone/);
});

test('the event loop stays free while a backlog is embedded', async () => {
  const embedder = await load(dir);
  const texts = Array.from({ length: 32 * 60 }, (_, index) => `repair ${index} of my bike wheel `.repeat(6));
  await embedder.embed(texts.slice(0, 64), 'passage');
  const p99 = await loopDelay(() => embedder.embed(texts, 'passage'));
  assert.ok(p99 <= 5, `p99 ${p99.toFixed(1)} ms`);
  await embedder.close();
});
