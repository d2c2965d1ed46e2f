import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileUrl } from '@agent-chat/sdk';
import type { AttachedFile } from '../../demo/telegram/attached-content.ts';
import { fileOf, OGG, PDF, PNG } from '../helpers/sample-files.ts';
import { spawnServer } from '../helpers/spawned-server.ts';
import { stored } from '../helpers/stored.ts';
import { startTelegram } from '../helpers/telegram.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

const PICTURE: AttachedFile = { as: 'photo', data: PNG, filename: 'a.png', mimeType: 'image/png' };
const NOTE: AttachedFile = { as: 'video_note', data: mp4(), filename: 'x', mimeType: 'video/mp4' };
const VOICE: AttachedFile = { as: 'voice', data: OGG, filename: 'x', mimeType: 'audio/ogg' };
const OFFER: AttachedFile = { as: 'document', data: PDF, filename: 'Offer.pdf', mimeType: 'application/pdf' };

test('what is attached on the site goes out to Telegram as what it is', async (t) => {
  const { visitor, olga, emulator } = await linked(t);
  const upload = (content: Buffer, name: string) => visitor.chat.upload(fileOf(content, name));
  await visitor.chat.send('The left brake', { files: [await upload(PNG, 'brake; "left".png')] });
  const picture = await olga.waitForMessage(({ photo }) => Boolean(photo));
  assert.match(picture.caption!, /The left brake$/);
  await visitor.chat.send('x'.repeat(2000), {
    files: [await upload(PDF, 'offer.pdf'), await upload(OGG, 'noise.ogg')],
  });
  const document = await olga.waitForMessage((message) => Boolean(message.document));
  assert.deepEqual([document.document!.file_name, document.caption], ['offer.pdf', undefined]);
  await olga.waitForMessage(({ voice }) => Boolean(voice));
  const order = olga
    .messages()
    .slice(-4)
    .flatMap(({ text, document: file, voice }) => text?.length ?? (file ? 'document' : voice ? 'voice' : []));
  assert.ok(order.indexOf('document') < order.indexOf('voice'), order.join());
  const { result } = await ask<{ file_path: string }>(
    `${emulator.url}/bot${emulator.token}/getFile?file_id=${picture.photo!.at(-1)!.file_id}`,
  );
  const bytes = await fetch(`${emulator.url}/file/bot${emulator.token}/${result.file_path}`);
  assert.deepEqual(Buffer.from(await bytes.arrayBuffer()), PNG);
});

test('what is attached in Telegram stands on the site, an album as one message, without the bot’s token', async (t) => {
  const { visitor, olga, url, emulator } = await linked(t);
  for (const caption of [undefined, 'Three views', undefined])
    olga.attach({ ...PICTURE, album: 'a1', ...(caption && { caption }) });
  const album = await visitor.waitForMessage(({ text }) => text === 'Three views');
  assert.deepEqual(
    album.blocks.map(({ type }) => type),
    ['image', 'image', 'image'],
  );
  for (const [attached, type] of [
    [OFFER, 'file'],
    [VOICE, 'voice'],
    [NOTE, 'file'],
  ] as const) {
    olga.attach(attached);
    const { blocks } = await visitor.waitForMessage(
      ({ seq, role, blocks: [block] }) =>
        seq > album.seq &&
        role === 'visitor' &&
        block?.type === type &&
        'file' in block &&
        block.file.size === attached.data.length,
    );
    const [block] = blocks;
    assert.ok(block && 'file' in block);
    assert.deepEqual(Buffer.from(await (await fetch(fileUrl(url, block.file))).arrayBuffer()), attached.data);
  }
  assert.ok(!JSON.stringify(visitor.chat.state).includes(emulator.token.split(':')[1]!));
});

test('what cannot be taken is said politely, and the words beside it are heard', async (t) => {
  const { visitor, olga } = await linked(t);
  olga.attach({ ...OFFER, data: Buffer.alloc(11_000_000, 'a'), caption: 'The long one' });
  await olga.waitForMessage('too large');
  await visitor.waitForMessage(({ text, blocks }) => text === 'The long one' && blocks.length === 0);
  olga.attach({ ...OFFER, data: Buffer.from('MZ\u0090\0\u0003'), filename: 'offer.exe' });
  await olga.waitForMessage('files of that kind');
});

test('a file that is delivered twice, or again after kill -9, has one effect', async (t) => {
  const { emulator, env } = await startTelegram(t);
  const server = await spawnServer(t, env);
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  const { updateId } = olga.attach({ ...PICTURE, album: 'a1' });
  const second = olga.attach({ ...PICTURE, album: 'a1' });
  await olga.waitForMessage('colleague', 15_000);
  emulator.redeliver(updateId);
  await pause(1_500);
  await server.kill();
  emulator.redeliver(updateId);
  emulator.redeliver(second.updateId);
  await server.start();
  olga.send('What does a bike wash cost?');
  await olga.waitForMessage('€20', 15_000);
  assert.equal(stored(server.dataDir, `select id from messages where role = 'visitor'`).length, 2);
  assert.equal(stored(server.dataDir, 'select id from files').length, 2);
});

test('a picture goes out again after a fault, and as a document where it is no picture for Telegram', async (t) => {
  const { visitor, olga, emulator } = await linked(t);
  emulator.fail({ method: 'sendPhoto', times: 1, status: 502 });
  await visitor.chat.send('', { files: [await visitor.chat.upload(fileOf(PNG, 'a.png'))] });
  await olga.waitForMessage(({ photo }) => Boolean(photo), 10_000);
  assert.equal(olga.messages().filter(({ photo }) => photo).length, 1);
  emulator.fail({ method: 'sendPhoto', times: 1, status: 400 });
  await visitor.chat.send('', { files: [await visitor.chat.upload(fileOf(PNG, 'b.png'))] });
  await olga.waitForMessage(({ document }) => document?.file_name === 'b.png', 10_000);
});

/** A visitor whose conversation goes on in Telegram, where he is Olga. */
async function linked(t: TestContext) {
  const { emulator, env } = await startTelegram(t);
  const { url } = await startTestApp(t, { env });
  const visitor = await openVisitor(t, url);
  const olga = emulator.user({ firstName: 'Olga', languageCode: 'en' });
  olga.start((await visitor.chat.createLink('telegram')).code);
  await olga.waitForMessage('Velo Harbour');
  olga.press('Continue here');
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);
  return { visitor, olga, emulator, url };
}

async function ask<T>(address: string): Promise<{ result: T }> {
  return (await (await fetch(address)).json()) as { result: T };
}

/** The head of an MPEG-4 file. */
function mp4(): Buffer {
  return Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypisom'),
    Buffer.from([0, 0, 2, 0]),
    Buffer.from('isomiso2'),
  ]);
}
