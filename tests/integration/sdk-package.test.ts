import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { build, type Rolldown } from 'vite';
import { LoopbackServer } from '../../sdk/test/loopback-server.ts';
import { projectWithSdk } from '../helpers/sdk-package.ts';
import { ROOT } from '../helpers/test-app.ts';

const run = promisify(execFile);

const CONVERSE = `
  import { createChat } from '@agent-chat/sdk';
  const chat = createChat({ server: process.argv[2] });
  const { text, seq } = await chat.send('Hello from Node');
  console.log(process.version, seq, text);
  await chat[Symbol.asyncDispose]();
`;

/** Node 24 of the project, and the machine's own where that is another: an image may have 20. */
async function nodes(): Promise<string[]> {
  const { stdout } = await run('which', ['-a', 'node']);
  const found = stdout.trim().split('\n');
  return [process.execPath, ...found.filter((path) => !path.includes('node_modules')).slice(0, 1)];
}

test('plain Node imports the packed SDK, talks to a server and ends', async (t) => {
  const project = await projectWithSdk(t);
  const server = await LoopbackServer.start();
  t.after(() => server.down());
  await writeFile(join(project, 'converse.js'), CONVERSE);
  for (const [index, node] of (await nodes()).entries()) {
    const { stdout } = await run(node, ['converse.js', server.url], { cwd: project, timeout: 20_000 });
    assert.match(stdout, new RegExp(`^v\\d+\\S+ ${index + 1} Hello from Node\n$`));
    t.diagnostic(stdout.trim());
  }
});

test('importing it leaves nothing behind: no global, no timer, no connection', async (t) => {
  const project = await projectWithSdk(t);
  const entries = ['@agent-chat/sdk', '@agent-chat/sdk/protocol', '@agent-chat/sdk/testing'];
  const script = `
    const before = new Set(Reflect.ownKeys(globalThis));
    ${entries.map((entry) => `await import('${entry}');`).join('\n')}
    // Node's own, once somebody looks whether there is a WebSocket.
    const isOurs = (key) => !before.has(key) && !String(key).includes('undici');
    console.log(JSON.stringify(Reflect.ownKeys(globalThis).filter(isOurs).map(String)));
    console.log(JSON.stringify(process.getActiveResourcesInfo().filter((kind) => !/^(Pipe|TTY|FS)/.test(kind))));
  `;
  await writeFile(join(project, 'look.js'), script);
  const { stdout } = await run(process.execPath, ['look.js'], { cwd: project, timeout: 20_000 });
  assert.equal(stdout, '[]\n[]\n');
});

test('its types hold in a strict project, for bundlers and for Node, and are checked', async (t) => {
  const project = await projectWithSdk(t);
  await writeFile(
    join(project, 'typed.ts'),
    `
    import { ChatError, createChat, type Chat, type ChatState } from '@agent-chat/sdk';
    import { PROTOCOL_VERSION, type Message } from '@agent-chat/sdk/protocol';
    import { createFakeChat } from '@agent-chat/sdk/testing';
    export const chat: Chat = createChat({ server: 'https://chat.example' });
    export const fake: Chat = createFakeChat({ messages: [{ text: 'Hi' }] });
    export const stop: () => void = chat.subscribe((state: ChatState) => state.messages.map(({ text }) => text));
    export const sent: Promise<Message> = chat.send('Hello');
    export const version: 1 = PROTOCOL_VERSION;
    export async function scope() { await using mine = createChat({ server: 'x' }); return mine.state.unread; }
    export const hint = (error: ChatError): string | undefined => error.hint;
    // @ts-expect-error the server has to be named
    createChat({});
    // @ts-expect-error a message is text
    chat.send(42);
  `,
  );
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const common = { noEmit: true, strict: true, target: 'ES2022', lib: ['ES2022', 'DOM'], types: [] };
  for (const [module, moduleResolution] of [
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ]) {
    const config = { compilerOptions: { ...common, module, moduleResolution }, files: ['typed.ts'] };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config));
    const checked = run(process.execPath, [compiler, '-p', '.', '--pretty', 'false'], { cwd: project });
    await checked.catch(({ stdout }: { stdout: string }) => assert.fail(stdout));
  }
});

test('a bundler takes only what is used', async (t) => {
  const project = await projectWithSdk(t);
  const sizeOf = async (source: string, external: string[] = []) => {
    await writeFile(join(project, 'entry.js'), source);
    const lib = { entry: 'entry.js', formats: ['es' as const] };
    const result = (await build({
      ...{ root: project, configFile: false, logLevel: 'silent' },
      build: { write: false, minify: true, lib, rolldownOptions: { external } },
    })) as Rolldown.RolldownOutput[];
    return result[0]!.output.reduce((sum, file) => sum + (file.type === 'chunk' ? file.code.length : 0), 0);
  };
  const constant = await sizeOf(`import { MAX_TEXT_LENGTH } from '@agent-chat/sdk'; console.log(MAX_TEXT_LENGTH)`);
  const fake = await sizeOf(`import { createFakeChat } from '@agent-chat/sdk/testing'; console.log(createFakeChat())`);
  const whole = await sizeOf(`import { createChat } from '@agent-chat/sdk'; console.log(createChat)`, [
    'socket.io-client',
  ]);
  t.diagnostic(`one constant ${constant} B, the fake ${fake} B, the client without its socket ${whole} B, minified`);
  assert.ok(constant < 100, `${constant} B for one constant`);
  assert.ok(fake < 18_000, `${fake} B for the fake`);
  assert.ok(whole < 38_000, `${whole} B for the client`);
});
