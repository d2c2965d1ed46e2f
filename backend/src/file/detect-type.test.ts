import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { docx, GIF, HTML, JPEG, OGG, PDF, PNG, SVG, wav, zip } from '../../../tests/helpers/sample-files.ts';
import { detectType } from './detect-type.ts';

let dir = '';
before(async () => (dir = await mkdtemp(join(tmpdir(), 'agent-chat-types-'))));
after(() => rm(dir, { recursive: true }));

async function typeOf(content: Buffer | string, name = 'file', declaredType?: string): Promise<string | undefined> {
  const path = join(dir, 'sample');
  await writeFile(path, content);
  return detectType({ path, name, declaredType });
}

const WEBM = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701', 'hex');
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\x00\x00\x02\x00isomiso2')]);
const CFB = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)]);

test('the content decides the type, whatever the name and the sender say', async () => {
  const cases: [content: Buffer | string, name: string, type: string | undefined][] = [
    [PNG, 'x.exe', 'image/png'],
    [JPEG, 'x.png', 'image/jpeg'],
    [GIF, 'x.pdf', 'image/gif'],
    [PDF, 'x.png', 'application/pdf'],
    [OGG, 'voice', 'audio/ogg'],
    [wav(), 'x', 'audio/wav'],
    [await docx(), 'x.zip', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    [
      await zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
      'x',
      'application/vnd.oasis.opendocument.text',
    ],
    [await zip({ 'readme.txt': 'hello' }), 'x.docx', 'application/zip'],
    ['Grüße, это текст\n', 'x.png', 'text/plain'],
    ['{\\rtf1\\ansi hello}', 'x', 'application/rtf'],
    ['MZ\u0090\0\u0003', 'photo.png', 'application/x-msdownload'],
    [Buffer.from([0xff, 0xfe, 0x00, 0x41, 0x99]), 'x.txt', undefined],
    [Buffer.from('\x7fELF\x02\x01\x01'), 'x.txt', 'application/x-elf'],
  ];
  for (const [content, name, type] of cases) assert.equal(await typeOf(content, name), type, `${name} ${type}`);
});

test('markup is no text: a browser could take it for a page', async () => {
  for (const content of [
    SVG,
    HTML,
    '\uFEFF  <html>',
    '<?xml version="1.0"?><svg/>',
    '<script>x</script>',
    '<!-- --><svg/>',
  ]) {
    assert.notEqual(await typeOf(content, 'x.txt'), 'text/plain', content.toString());
  }
});

test('a container of sound or pictures is what the sender says, within what it is', async () => {
  assert.equal(await typeOf(WEBM, 'x', 'audio/webm;codecs=opus'), 'audio/webm');
  assert.equal(await typeOf(WEBM, 'x', 'video/webm'), 'video/webm');
  assert.equal(await typeOf(MP4, 'x', 'audio/mp4'), 'audio/mp4');
  assert.equal(await typeOf(PNG, 'x', 'audio/mp4'), 'image/png');
});

test('an old office document is told by its name, as its content could be an installer', async () => {
  assert.equal(await typeOf(CFB, 'letter.DOC'), 'application/msword');
  assert.equal(await typeOf(CFB, 'setup.msi'), undefined);
});

test('a letter that is cut where the look ends is still text', async () => {
  assert.equal(await typeOf(`a${'ж'.repeat(40_000)}`), 'text/plain');
});
