import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeTinyModel } from '../../../tests/helpers/tiny-model.ts';
import { silentLog, type Log } from '../telemetry/log.ts';
import { createEmbedder } from './create-embedder.ts';

let dir: string;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'embedder-'));
  writeTinyModel(join(dir, 'tiny'));
});
after(() => rmSync(dir, { recursive: true }));

function recordingLog(): { log: Log; warnings: string[] } {
  const warnings: string[] = [];
  const log: Log = {
    ...silentLog,
    info() {},
    warn: ((_: object, text: string) => void warnings.push(text)) as Log['warn'],
    child: () => log,
  };
  return { log, warnings };
}

test('embeds by words at once and by the model when it is loaded', async () => {
  const source = createEmbedder({ model: 'any', path: join(dir, 'tiny'), cacheDir: dir, log: silentLog });
  const changes: string[] = [];
  source.onChange(({ id }) => changes.push(id));
  assert.equal(source.current().id, 'lexical:2');
  assert.equal((await source.ready).id, 'transformer:tiny:q8');
  assert.equal(source.current().id, 'transformer:tiny:q8');
  assert.deepEqual(changes, ['transformer:tiny:q8']);
  await source.close();
});

test('without weights stays with words and says once which setting helps', async () => {
  const { log, warnings } = recordingLog();
  const source = createEmbedder({ model: 'any', path: join(dir, 'nothing'), cacheDir: dir, log });
  assert.equal((await source.ready).id, 'lexical:2');
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /EMBEDDING_PATH/);
  await source.close();
});

test('a hub that does not answer is given up after the limit', async () => {
  const { log, warnings } = recordingLog();
  const source = createEmbedder({ model: 'test/none', cacheDir: dir, log, stallLimit: 50 });
  assert.equal((await source.ready).id, 'lexical:2');
  assert.equal(warnings.length, 1);
  await source.close();
});

test('closing does not wait for a model that is loading, and complains about nothing', async () => {
  const { log, warnings } = recordingLog();
  const source = createEmbedder({ model: 'any', path: join(dir, 'tiny'), cacheDir: dir, log });
  await source.close();
  assert.deepEqual(warnings, []);
});

test('the model named lexical loads nothing', async () => {
  const source = createEmbedder({ model: 'lexical', cacheDir: dir, log: silentLog });
  assert.equal(await source.ready, source.current());
  await source.close();
});
