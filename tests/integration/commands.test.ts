import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { BenchLine } from '../../bench/bench-line.ts';
import { startCommand } from '../helpers/command.ts';
import { eventually } from '../helpers/eventually.ts';
import { freePort } from '../helpers/spawned-server.ts';
import { ROOT, TEST_ENV, temporaryDir } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** What `npm run` starts, without npm in between. */
function argumentsOf(script: string): string[] {
  const [program, ...args] = scripts[script]!.split(' ');
  assert.equal(program, 'node');
  return args;
}

test('npm run demo:telegram: the phone is there, and a linked conversation crosses both ways', async (t) => {
  const port = await freePort();
  const demo = startCommand(t, argumentsOf('demo:telegram'), {
    ...TEST_ENV,
    PORT: String(port),
    PHONE_PORT: '0',
    DATA_DIR: await temporaryDir(t),
    OPENAI_API_KEY: '',
  });
  await eventually('the demo is ready', () => demo.output().includes('agent-chat is ready'), 60_000);
  const phone = /Phone +(\S+)/.exec(demo.output())![1]!;
  assert.match(await (await fetch(phone)).text(), /<script/);

  const visitor = await openVisitor(t, `http://127.0.0.1:${port}`);
  const { url, code } = await visitor.chat.createLink('telegram');
  assert.ok(url.startsWith(phone), url);
  const screen = await openPhone(phone);
  t.after(screen.close);
  await screen.act('start', { payload: code });
  await eventually('the bot asks', () => screen.seen().includes('Continue here'));
  await screen.act('press', { button: 'Continue here' });
  await visitor.waitForState(({ conversation }) => conversation!.channels.length === 1);
  await screen.act('send', { text: 'Are you open on Saturday?' });
  await visitor.waitForMessage(({ channel, text }) => channel === 'telegram' && text === 'Are you open on Saturday?');
  await visitor.ask('What does a bike wash cost?');
  await eventually('the question and its answer are on the phone', () =>
    ['What does a bike wash cost?', '€20'].every((text) => screen.seen().includes(text)),
  );
  demo.child.kill('SIGTERM');
  assert.equal(await demo.ended, 0, demo.output());
});

test('npm run bench: one benchmark, its lines well-formed', async (t) => {
  const into = await temporaryDir(t);
  const bench = startCommand(t, [...argumentsOf('bench'), 'bytes', '--into', into]);
  assert.equal(await bench.ended, 0, bench.output());
  const { at, node, lines } = JSON.parse(await readFile(join(into, 'latest.json'), 'utf8')) as {
    at: string;
    node: string;
    lines: BenchLine[];
  };
  assert.ok(Date.now() - Date.parse(at) < 60_000);
  assert.equal(node, process.version);
  assert.deepEqual(
    lines.map(({ id }) => id),
    ['W1', 'W2'],
  );
  for (const { name, ours, limit, ratio, target, unit, pass } of lines) {
    assert.ok(name && unit && ours > 0 && limit > 0);
    assert.equal(ratio, ours / limit);
    assert.equal(pass, ratio <= target);
    assert.ok(bench.output().includes(name));
  }
});

test('npm run bench names what there is when asked for something else', async (t) => {
  const bench = startCommand(t, [...argumentsOf('bench'), 'nothing']);
  assert.equal(await bench.ended, 1);
  assert.match(bench.output(), /no benchmark called nothing\. There are: .*bytes/);
});

/** The page that looks like a phone, as its script uses the emulator. */
async function openPhone(url: string) {
  const person = 4_242;
  const aborting = new AbortController();
  const events = await fetch(`${url}/phone/events?person=${person}&languages=en`, { signal: aborting.signal });
  let seen = '';
  const reading = (async () => {
    for await (const piece of events.body!.pipeThrough(new TextDecoderStream())) seen += piece;
  })().catch(() => undefined);
  return {
    seen: () => seen,
    async act(action: string, body: object): Promise<void> {
      const response = await fetch(`${url}/phone/${action}`, {
        method: 'POST',
        body: JSON.stringify({ person, ...body }),
      });
      assert.equal(response.status, 200, await response.text());
    },
    async close(): Promise<void> {
      aborting.abort();
      await reading;
    },
  };
}
