import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileUrl, memoryStorage, PROTOCOL_VERSION, type ChatError } from '@agent-chat/sdk';
import { io, type Socket } from 'socket.io-client';
import { afterwards } from '../helpers/afterwards.ts';
import { OWNER_ENV, openConsole } from '../helpers/console.ts';
import { docx, fileOf, HTML, OGG, PDF, PNG, SVG, wav } from '../helpers/sample-files.ts';
import { spawnServer } from '../helpers/spawned-server.ts';
import { stored } from '../helpers/stored.ts';
import { ownContent, startTestApp } from '../helpers/test-app.ts';
import { createTestVisitor, openVisitor } from '../helpers/test-visitor.ts';
import { openKnownVisitor, uploadTo } from '../helpers/upload.ts';

const SHOP = 'https://shop.example';

test('a picture, a document and a recording go in, stand in the log and come out byte for byte', async (t) => {
  const { url } = await startTestApp(t);
  const visitor = await openVisitor(t, url);
  const progress: number[] = [];
  const sources = [fileOf(PNG, 'Bremse links.png'), fileOf(await docx(), 'Offerte.docx'), fileOf(OGG, 'voice')];
  const files = await Promise.all(
    sources.map((source) => visitor.chat.upload(source, { onProgress: (done) => progress.push(done), duration: 3 })),
  );
  const { blocks, text } = await visitor.chat.send('', { files });
  assert.equal(text, '');
  assert.deepEqual(
    blocks.map((block) => [block.type, 'file' in block && block.file.name]),
    [
      ['image', 'Bremse links.png'],
      ['file', 'Offerte.docx'],
      ['voice', 'voice.ogg'],
    ],
  );
  assert.deepEqual(progress, [1, 1, 1]);
  for (const [index, file] of files.entries()) {
    const response = await fetch(fileUrl(url, file));
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), Buffer.from(await sources[index]!.arrayBuffer()));
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(response.headers.get('content-security-policy')!, /sandbox/);
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
    const disposition = response.headers.get('content-disposition')!;
    assert.match(disposition, file.type.includes('document') ? /^attachment/ : /^inline/);
  }
});

test('the consultant says honestly that a colleague will look, and answers the question beside it', async (t) => {
  const { url } = await startTestApp(t);
  const visitor = await openVisitor(t, url);
  const alone = await sendFile(visitor, fileOf(PNG, 'a.png'), '');
  assert.deepEqual(
    alone.map(({ text }) => /colleague/.test(text)),
    [true],
  );
  const asked = await sendFile(visitor, fileOf(PNG, 'b.png'), 'What are your opening hours?');
  assert.equal(asked.length, 2);
  assert.match(asked[0]!.text, /colleague/);
  assert.match(asked[1]!.text, /Saturday/);
});

test('in a scenario a file is a remark aside: the question is asked again', async (t) => {
  const { url } = await startTestApp(t);
  const visitor = await openVisitor(t, url);
  await visitor.choose('Leave a contact');
  const { conversation } = await visitor.waitForState((state) => state.conversation?.scenario !== undefined);
  const said = await sendFile(visitor, fileOf(PDF, 'offer.pdf'), '');
  assert.match(said[0]!.text, /colleague/);
  assert.ok(said.length > 1, 'the question is asked again');
  assert.deepEqual(visitor.chat.state.conversation!.scenario, conversation!.scenario);
});

test('what the site does not let in is refused by name, and nothing of it is kept', async (t) => {
  const { url, dataDir } = await startTestApp(t);
  const { token, chat } = await openKnownVisitor(t, url);
  const cases: [file: File, status: number, code: string][] = [
    [fileOf('', 'empty.txt'), 400, 'BAD_REQUEST'],
    [fileOf(Buffer.alloc(11_000_000, 'a'), 'long.txt'), 413, 'TOO_LARGE'],
    [fileOf(SVG, 'photo.png', 'image/png'), 415, 'UNSUPPORTED'],
    [fileOf(HTML, 'page.txt', 'text/plain'), 415, 'UNSUPPORTED'],
    [fileOf('MZ\u0090\0\u0003', 'invoice.pdf', 'application/pdf'), 415, 'UNSUPPORTED'],
  ];
  for (const [file, status, code] of cases) {
    const refused = await uploadTo(url, file, { token });
    assert.deepEqual([refused.status, refused.error?.code], [status, code], file.name);
    assert.ok(refused.error!.message && refused.error!.hint, file.name);
  }
  await assert.rejects(
    chat.upload(fileOf(HTML, 'x.txt')),
    (error: ChatError) => error.code === 'UNSUPPORTED' && !!error.hint,
  );
  assert.deepEqual(await bytesIn(dataDir), []);
  assert.equal(stored(dataDir, 'select id from files').length, 0);
});

test('a body that is no form, or half of one, is a bad request and leaves nothing', async (t) => {
  const { url, dataDir } = await startTestApp(t);
  const { token } = await openKnownVisitor(t, url);
  const post = async (type: string, body: string): Promise<number> => {
    const headers = { authorization: `Visitor ${token}`, 'content-type': type };
    return (await fetch(`${url}/api/files`, { method: 'POST', headers, body })).status;
  };
  const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello';
  assert.equal(await post('application/json', '{}'), 400);
  assert.equal(await post('multipart/form-data', part), 400);
  assert.equal(await post('multipart/form-data; boundary=x', part), 400);
  assert.equal(await post('multipart/form-data; boundary=x', `${part.replace('"file"', '"other"')}\r\n--x--\r\n`), 400);
  assert.equal(await post('multipart/form-data; boundary=x', ''), 400);
  const wrongSize = await uploadTo(url, fileOf(PNG, 'a.png'), { token, fields: { width: '-5' } });
  assert.equal(wrongSize.status, 400);
  assert.deepEqual(await bytesIn(dataDir), []);
});

test('only a known visitor of a page of the site may upload', async (t) => {
  const content = await ownContent(t);
  const site = 'name: { en: Shop }, agent: consultant, locales: [en], country: IE';
  await writeFile(
    join(content.PROMPTS_DIR, 'sites.yaml'),
    `sites:\n  - { id: default, ${site}, origins: [self, "${SHOP}"] }\n  - { id: shut, ${site}, origins: [self], uploads: { types: [] } }\n`,
  );
  const { url } = await startTestApp(t, { env: content });
  const { token } = await openKnownVisitor(t, url);
  const file = fileOf(PNG, 'a.png');
  const code = async (options: Parameters<typeof uploadTo>[2]) =>
    (await uploadTo(url, file, options)).error?.code ?? 'stored';

  for (const origin of [undefined, url, SHOP]) assert.equal(await code({ token, origin }), 'stored', `${origin}`);
  for (const origin of ['https://evil.example', 'null', `${SHOP}.evil.example`]) {
    assert.equal(await code({ token, origin }), 'ORIGIN_FORBIDDEN', origin);
  }
  assert.equal(await code({}), 'UNAUTHORIZED');
  assert.equal(await code({ token: 'x'.repeat(43) }), 'UNAUTHORIZED');
  assert.equal(await code({ token, query: '?site=shut' }), 'UNAUTHORIZED', 'a token is of one site');
  assert.equal(await code({ token, query: '?site=none' }), 'SITE_UNKNOWN');
  const shut = await openVisitor(t, url, { site: 'shut' });
  assert.equal(shut.chat.state.site!.uploads, undefined);
  await assert.rejects(shut.chat.upload(file), (error: ChatError) => error.code === 'UNSUPPORTED');

  const refused = await uploadTo(url, fileOf(HTML, 'x'), { token, origin: SHOP });
  assert.equal(refused.headers.get('access-control-allow-origin'), SHOP, 'the page may read why');
  const preflight = (origin: string) => fetch(`${url}/api/files`, { method: 'OPTIONS', headers: { origin } });
  assert.equal((await preflight(SHOP)).headers.get('access-control-allow-origin'), SHOP);
  assert.match((await preflight(SHOP)).headers.get('access-control-allow-headers')!, /authorization/);
  assert.equal((await preflight('https://evil.example')).status, 403);
});

test('a file is one message’s, and its uploader’s', async (t) => {
  const { url } = await startTestApp(t);
  const [nina, eve] = [await openKnownVisitor(t, url), await openKnownVisitor(t, url)];
  const { file } = await uploadTo(url, fileOf(PNG, 'a.png'), { token: nina.token });
  await assert.rejects(eve.chat.send('mine', { files: [file!] }), (error: ChatError) => error.code === 'NOT_FOUND');
  const socket = await openSocket(t, url, nina.token);
  const send = (clientId: string, files: string[], text = '') =>
    socket.timeout(5000).emitWithAck('message:send', { clientId, text, files });

  const first = await send('the-first-one', [file!.id]);
  assert.equal(first.ok, true);
  const repeated = await send('the-first-one', [file!.id]);
  assert.equal(repeated.message.id, first.message.id, 'a repeat returns the first message');
  assert.equal((await send('the-second-one', [file!.id])).error.code, 'CONFLICT');
  const { file: other } = await uploadTo(url, fileOf(PNG, 'b.png'), { token: nina.token });
  assert.equal((await send('the-first-one', [other!.id])).error.code, 'CONFLICT', 'another file under the same id');
  assert.equal((await send('the-third-one', [other!.id, other!.id])).error.code, 'BAD_REQUEST');
  assert.equal((await send('the-fourth-one', ['nothing'])).error.code, 'NOT_FOUND');
  assert.equal((await send('the-fifth-one', [])).error.code, 'BAD_REQUEST');
  const atOnce = await Promise.all([send('at-once-one', [other!.id]), send('at-once-two', [other!.id])]);
  assert.deepEqual(atOnce.map(({ ok }) => ok).sort(), [false, true]);
  const log = await nina.log();
  assert.deepEqual(
    log.map(({ seq }) => seq),
    log.map((_, index) => index + 1),
    'what was refused took no place',
  );
});

test('a file opens by its key alone, in whole or in part', async (t) => {
  const { url } = await startTestApp(t);
  const { token } = await openKnownVisitor(t, url);
  const { file } = await uploadTo(url, fileOf(wav(), 'bell.wav'), { token, fields: { duration: '1' } });
  assert.equal(file!.duration, 1);
  const address = fileUrl(url, file!);
  const get = (headers: Record<string, string>, method = 'GET') => fetch(address, { headers, method });
  const part = await get({ range: 'bytes=8-11' });
  assert.deepEqual(
    [part.status, await part.text(), part.headers.get('content-range')],
    [206, 'WAVE', 'bytes 8-11/8044'],
  );
  assert.equal((await get({ range: 'bytes=9000-' })).status, 416);
  assert.equal((await get({ range: 'bytes=8-11', 'if-range': '"other"' })).status, 200);
  const head = await get({}, 'HEAD');
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, '8044']);
  assert.equal((await get({ 'if-none-match': head.headers.get('etag')!, 'cache-control': 'max-age=0' })).status, 304);
  assert.match(head.headers.get('cache-control')!, /private.*immutable/);

  const [, , id, key, name] = file!.url.split('/');
  const paths = [
    `/files/${id}/${'A'.repeat(22)}/${name}`,
    `/files/${id}/${key!.slice(1)}/${name}`,
    `/files/${id!.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}/${key}/${name}`,
    `/files/..%2f..%2fagent-chat.sqlite/${key}/${name}`,
    `/files/${id}/${key}`,
    `/files/incoming/${key}/x`,
  ];
  for (const path of paths) assert.equal((await fetch(url + path)).status, 404, path);
  assert.equal(
    (await fetch(`${url}/files/${id}/${key}/anything`)).headers.get('content-disposition'),
    head.headers.get('content-disposition'),
  );
});

test('hostile names are tamed on the way in and quoted on the way out', async (t) => {
  const { url } = await startTestApp(t);
  const { token } = await openKnownVisitor(t, url);
  const names = [
    '../../../etc/passwd',
    '"; filename=evil.html',
    '\u202Egnp.exe',
    '<img src=x onerror=alert(1)>',
    'a'.repeat(600),
  ];
  for (const name of names) {
    const { file, error } = await uploadTo(url, fileOf(PNG, name), { token });
    assert.ok(file, `${name}: ${error?.message}`);
    assert.doesNotMatch(file.name, /[/\\<>"\p{Cc}\p{Cf}]/u);
    assert.match(file.name, /\.png$/);
    const disposition = (await fetch(fileUrl(url, file))).headers.get('content-disposition')!;
    assert.match(disposition, /^inline; filename="[^"]*"(; filename\*=UTF-8''[\w%.!~*'()-]+)?$/);
  }
});

test('too many files, or too much in a day, wait as long as the answer says', async (t) => {
  const { url } = await startTestApp(t, { env: { LIMIT_UPLOADS_PER_MINUTE: '3', LIMIT_UPLOAD_MB_PER_DAY: '5' } });
  const nina = await openKnownVisitor(t, url);
  const upload = (size: number) => uploadTo(url, fileOf('a'.repeat(size), 'a.txt'), { token: nina.token });
  assert.equal((await upload(3_000_000)).status, 201);
  const tooMuch = await upload(3_000_000);
  assert.deepEqual([tooMuch.status, tooMuch.error?.code], [429, 'RATE_LIMITED']);
  assert.ok(tooMuch.error!.retryAfter! > 3600);
  assert.equal((await upload(10)).status, 201);
  const tooMany = await upload(10);
  assert.equal(tooMany.status, 429);
  assert.ok(tooMany.error!.retryAfter! <= 60 && tooMany.headers.get('retry-after'));
});

test('kill -9 between upload and send: the file is there and whole, and the outbox sends it', async (t) => {
  const server = await spawnServer(t);
  const storage = memoryStorage();
  const before = await openVisitor(t, server.url, { storage });
  const file = await before.chat.upload(fileOf(PDF, 'offer.pdf'));
  await server.kill();
  const sending = before.chat.send('', { files: [file] });
  sending.catch(() => undefined);
  assert.deepEqual(before.chat.state.messages.at(-1)!.blocks, [{ type: 'file', file }], 'shown while it waits');
  await before.chat.close();
  await server.start();
  const after = createTestVisitor(server.url, { storage });
  afterwards(t, () => after.chat.close());
  const message = await after.waitForMessage(({ role }) => role === 'visitor');
  assert.deepEqual(message.blocks, [{ type: 'file', file }]);
  assert.deepEqual(Buffer.from(await (await fetch(fileUrl(server.url, file))).arrayBuffer()), PDF);
  assert.equal(stored(server.dataDir, 'select id from files where message_id is not null').length, 1);
});

test('kill -9 in the middle of an upload leaves nothing half', async (t) => {
  const server = await spawnServer(t);
  const { token } = await openKnownVisitor(t, server.url);
  const [begin, rest] = [
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello',
    'a'.repeat(100_000),
  ];
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(Buffer.from(begin + rest));
    },
  });
  const headers = { authorization: `Visitor ${token}`, 'content-type': 'multipart/form-data; boundary=x' };
  const request: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
  const upload = fetch(`${server.url}/api/files`, request);
  upload.catch(() => undefined);
  const incoming = join(server.dataDir, 'files/incoming');
  while ((await readdir(incoming)).length === 0) await new Promise((done) => setTimeout(done, 10));
  await server.kill();
  await assert.rejects(upload);
  await server.start();
  assert.deepEqual(await bytesIn(server.dataDir), []);
  assert.equal(stored(server.dataDir, 'select id from files').length, 0);
});

test('an operator attaches a file by his session, for one conversation', async (t) => {
  const { url } = await startTestApp(t, { env: OWNER_ENV });
  const visitor = await openKnownVisitor(t, url);
  const console_ = await openConsole(url);
  const id = visitor.chat.state.conversation!.id;
  const query = `?conversation=${id}`;
  assert.equal((await uploadTo(url, fileOf(PDF, 'a.pdf'), { query })).error?.code, 'UNAUTHORIZED');
  const foreign = await uploadTo(url, fileOf(PDF, 'a.pdf'), {
    query,
    cookie: console_.cookie,
    origin: 'https://evil.example',
  });
  assert.equal(foreign.error?.code, 'ORIGIN_FORBIDDEN');
  const { file } = await uploadTo(url, fileOf(PDF, 'offer.pdf'), { query, cookie: console_.cookie, origin: url });
  await assert.rejects(visitor.chat.send('', { files: [file!] }), (error: ChatError) => error.code === 'NOT_FOUND');
  await console_.ask('POST', `/api/conversations/${id}/messages`, { text: '', files: [file!.id] });
  const message = await visitor.waitForMessage(({ role }) => role === 'operator');
  assert.deepEqual(message.blocks, [{ type: 'file', file }]);
  const { conversations } = await console_.read<{ conversations: { lastMessage: { text: string } }[] }>(
    '/api/conversations',
  );
  assert.equal(conversations.length, 0, 'nobody but a visitor makes a conversation worth a look');
});

async function sendFile(visitor: Awaited<ReturnType<typeof openVisitor>>, file: File, text: string) {
  const { seq } = await visitor.chat.send(text, { files: [await visitor.chat.upload(file)] });
  const isAnswer = (message: { role: string; seq: number }) => message.role === 'agent' && message.seq > seq;
  const state = await visitor.waitForState(({ turn, messages }) => turn === 'idle' && messages.some(isAnswer));
  return state.messages.filter(isAnswer);
}

async function openSocket(t: TestContext, url: string, token: string): Promise<Socket> {
  const auth = { protocol: PROTOCOL_VERSION, token };
  const socket = io(url, { forceNew: true, transports: ['websocket'], auth });
  afterwards(t, () => void socket.close());
  await new Promise((resolve) => socket.once('session:opened', resolve));
  return socket;
}

/** Everything that lies in the folder of files. */
async function bytesIn(dataDir: string): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
