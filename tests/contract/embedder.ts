import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Embedder } from '../../backend/src/embedding/embedder.ts';

export interface EmbedderSubject {
  name: string;
  create(): Embedder | Promise<Embedder>;
  /** `near` means or says what `text` does, `far` does not: by the means of this embedder. */
  example: { text: string; near: string; far: string };
}

/** What every embedder keeps to. Call it in a test file with each implementation. */
export function testEmbedder({ name, create, example }: EmbedderSubject): void {
  suite(`${name} as an embedder`, () => {
    let embedder: Embedder;
    before(async () => {
      embedder = await create();
    });
    after(() => embedder.close());

    test('answers one unit vector of its dimension for each text, in order', async () => {
      const texts = ['repair my bike', '', 'привет', '🚲', 'a '.repeat(3000), 'repair my bike'];
      const vectors = await embedder.embed(texts, 'passage');
      assert.equal(vectors.length, texts.length);
      for (const vector of vectors) {
        assert.equal(vector.length, embedder.dimension);
        assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-3, `length ${Math.hypot(...vector)}`);
      }
      assert.ok(cosine(vectors[0]!, vectors[5]!) > 0.999);
    });

    test('gives a text the same vector alone and in a batch', async () => {
      const batch = await embedder.embed([example.far, example.text, example.near], 'passage');
      const [alone] = await embedder.embed([example.text], 'passage');
      assert.ok(cosine(batch[1]!, alone!) > 0.99);
    });

    test('puts what is near nearer than what is not', async () => {
      const [query] = await embedder.embed([example.text], 'query');
      const [near, far] = await embedder.embed([example.near, example.far], 'passage');
      assert.ok(
        cosine(query!, near!) > cosine(query!, far!) + 0.2,
        `${cosine(query!, near!)} and ${cosine(query!, far!)}`,
      );
    });

    test('answers no texts with no vectors', async () => {
      assert.deepEqual(await embedder.embed([], 'passage'), []);
    });

    test('serves many callers at once, each with its own vectors', async () => {
      const texts = Array.from({ length: 80 }, (_, index) => `order ${index}`);
      const [together, ...single] = await Promise.all([
        embedder.embed(texts, 'passage'),
        ...texts.map((text) => embedder.embed([text], 'passage')),
      ]);
      single.forEach(([vector], index) => assert.ok(cosine(vector!, together![index]!) > 0.99));
    });

    test('has an id that names its kind and version', () => {
      assert.match(embedder.id, /^[a-z]+:.+/);
    });
  });
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
