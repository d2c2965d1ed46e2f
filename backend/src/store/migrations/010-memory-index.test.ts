import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLexicalEmbedder } from '../../embedding/lexical-embedder.ts';
import { createSqliteVectorIndex } from '../../embedding/sqlite-vector-index.ts';
import type { VectorHit } from '../../embedding/vector-index.ts';
import { toCode, toInt8 } from '../../embedding/vector-code.ts';
import { rankTexts } from '../../memory/memory-text-index.ts';
import { createTestDatabase } from '../test-database.ts';
import { up } from './010-memory-index.ts';
import * as memory from './004-memory.ts';

const TABLES = ['items', 'erased', 'cursor', 'partitions', 'vectors', 'chunks', 'text'];

test('what was remembered before is found as before', async (t) => {
  const database = await createTestDatabase(t);
  const embedder = createLexicalEmbedder();
  const texts = Array.from({ length: 600 }, (_, at) => `the frame number ${at}`);
  const made = await embedder.embed(texts, 'passage');
  await database.write(async (trx) => {
    for (const table of TABLES) await trx.schema.dropTable(`memory_${table}`);
    await memory.up(trx);
    const owners = ['ann', 'bob'];
    await trx('memory_partitions').insert(owners.map((owner, at) => ({ id: at + 1, owner, embedder: embedder.id })));
    for (const [at, vector] of made.entries()) {
      const place = { id: at + 1, partition: at % 6 === 0 ? 2 : 1 };
      await trx('memory_vectors').insert({ ...place, vector: toInt8(vector) });
      await trx('memory_codes').insert({ ...place, code: toCode(vector) });
    }
    const owner = `c${Buffer.from('ann').toString('hex')}`;
    await trx('memory_text').insert({ rowid: 42, owner, stems: 'frame number 41' });
    await up(trx);
  });
  const vectors = createSqliteVectorIndex('memory');
  const idsOf = async (owner: string): Promise<number[]> => {
    const nearest = vectors.nearest(made[41]!, { owner, embedderId: embedder.id }, 600);
    return (await database.rows<VectorHit>(nearest)).map(({ id }) => id);
  };
  assert.equal((await idsOf('ann'))[0], 42);
  assert.equal((await idsOf('ann')).length, 500);
  assert.equal((await idsOf('bob')).length, 100);
  await database.write((trx) => vectors.remove(trx, [42, 300]));
  assert.equal((await idsOf('ann')).length, 498);
  const found = await database.rows<{ id: number }>(rankTexts({ contactId: 'ann', text: 'frames' }, 5)!);
  assert.deepEqual(
    found.map(({ id }) => id),
    [42],
  );
});
