import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ModelError, type ModelErrorCode, type ModelPart, type Provider } from '../../backend/src/model/provider.ts';

/** What the model server behind the provider does; how it says so is a matter of its protocol. */
export type Scene =
  | { plays: 'answer'; pieces: string[] }
  | { plays: 'cut'; pieces: string[] }
  | { plays: 'hang'; after: 'nothing' | 'headers' | 'text' }
  | { plays: 'refuse'; because: 'auth' | 'limit' | 'failure' }
  | { plays: 'nonsense' }
  | { plays: 'nothing' };

export interface ProviderHouse {
  provider: Provider;
  /** The key that must never be seen. */
  key: string;
  /** Resolves when the server sees its connection closed. */
  closed: Promise<void>;
}

/** The longest that a provider under test may take for anything; its limits are set well below. */
const PATIENCE_MS = 2_000;

/** What every provider promises. `open` starts a server that plays the scene, and a provider with limits of less than a second on it. */
export function providerContract(name: string, open: (t: TestContext, scene: Scene) => Promise<ProviderHouse>): void {
  test(`${name}: an answer comes in pieces and ends with its reason`, async (t) => {
    const house = await open(t, { plays: 'answer', pieces: ['Hel', 'lo, ', 'мир'] });
    const { text, parts, error } = await collect(house.provider);
    assert.equal(error, undefined);
    assert.equal(text, 'Hello, мир');
    assert.deepEqual(parts.at(-1), { type: 'end', reason: 'stop' });
  });

  test(`${name}: an answer that is cut is an error, and what came before was handed on`, async (t) => {
    const house = await open(t, { plays: 'cut', pieces: ['Half'] });
    const { text, error } = await collect(house.provider);
    assert.equal(text, 'Half');
    assert.equal(error?.code, 'CUT');
  });

  const failures: [scene: Scene, codes: ModelErrorCode[]][] = [
    [{ plays: 'hang', after: 'nothing' }, ['TIMEOUT']],
    [{ plays: 'hang', after: 'headers' }, ['TIMEOUT']],
    [{ plays: 'hang', after: 'text' }, ['TIMEOUT']],
    [{ plays: 'refuse', because: 'auth' }, ['AUTH']],
    [{ plays: 'refuse', because: 'limit' }, ['RATE_LIMITED']],
    [{ plays: 'refuse', because: 'failure' }, ['UNAVAILABLE']],
    [{ plays: 'nonsense' }, ['BAD_ANSWER', 'CUT']],
    [{ plays: 'nothing' }, ['BAD_ANSWER', 'CUT']],
  ];
  for (const [scene, codes] of failures) {
    test(`${name}: ${Object.values(scene).join(' ')} ends in time with a code, and without the key`, async (t) => {
      const house = await open(t, scene);
      const started = performance.now();
      const { error } = await collect(house.provider);
      assert.ok(performance.now() - started < PATIENCE_MS, 'took too long');
      assert.ok(error instanceof ModelError, String(error));
      assert.ok(codes.includes(error.code), error.code);
      assert.ok(!`${error.message} ${error.stack}`.includes(house.key));
    });
  }

  test(`${name}: a stopped answer closes the connection to the server`, async (t) => {
    const house = await open(t, { plays: 'hang', after: 'text' });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    const { error } = await collect(house.provider, abort.signal);
    assert.equal(error?.code, 'ABORTED');
    await house.closed;
  });
}

async function collect(provider: Provider, signal = new AbortController().signal) {
  const parts: ModelPart[] = [];
  let error: ModelError | undefined;
  try {
    for await (const part of provider.stream({ messages: [{ role: 'user', content: 'Hi' }] }, signal)) parts.push(part);
  } catch (thrown) {
    error = thrown as ModelError;
  }
  return { parts, error, text: parts.map((part) => (part.type === 'text' ? part.text : '')).join('') };
}
