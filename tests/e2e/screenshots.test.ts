import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startCommand } from '../helpers/command.ts';
import { temporaryDir } from '../helpers/test-app.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

test('npm run screenshots: the pictures that are asked for, each of its width', async (t) => {
  const into = await temporaryDir(t);
  const command = startCommand(t, ['scripts/screenshots.ts', 'site/home-en-light', '--into', into]);
  assert.equal(await command.ended, 0, command.output());
  const names = await readdir(join(into, 'site'));
  assert.equal(names.length, 3, names.join(' '));
  for (const name of names) {
    const picture = await readFile(join(into, 'site', name));
    assert.deepEqual(picture.subarray(0, 8), PNG);
    assert.equal(picture.readUInt32BE(16), Number(/(\d+)\.png$/.exec(name)![1]), name);
    assert.ok(picture.length > 20_000, `${name} shows something`);
  }
});
