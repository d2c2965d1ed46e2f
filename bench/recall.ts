import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLexicalEmbedder } from '../backend/src/embedding/lexical-embedder.ts';
import { createSqliteVectorIndex } from '../backend/src/embedding/sqlite-vector-index.ts';
import { stems } from '../backend/src/embedding/stem.ts';
import type { VectorHit } from '../backend/src/embedding/vector-index.ts';
import { toInt8 } from '../backend/src/embedding/vector-code.ts';
import { addTexts, rankTexts, tidyTexts } from '../backend/src/memory/memory-text-index.ts';
import { createMemory, type Memory } from '../backend/src/memory/memory.ts';
import { openDatabase, type Database } from '../backend/src/store/database.ts';
import { silentLog } from '../backend/src/telemetry/log.ts';
import type { BenchLine } from './bench-line.ts';

/**
 * Messages of one contact → most that vector search, then hybrid recall, may take, as a multiple of an exact int8 scan in memory. That is
 * 0.6, 1.5 and 12 ms, and with text search 3.6, 6.5 and 28, where the scan in plain JavaScript (no SIMD) takes 0.65, 6.5 and 65 ms.
 */
const SIZES: [size: number, vectors: number, hybrid: number][] = [
  [1_000, 0.92, 5.5],
  [10_000, 0.23, 1],
  [100_000, 0.185, 0.43],
];
/** Text search as a multiple of the same search with the contact as a plain column: 3 of 12.5 ms; a large contact is searched that very way. */
const TEXT_TARGETS = { small: 0.24, large: 1.25 };
const SMALL_CONTACT = 400;
const SMALL_OWNER = 'bob';
const QUERIES = 40;
const K = 10;
const OWNER = 'ann';
const LEAST_RECALL = 0.98;

const embedder = createLexicalEmbedder();
const vectors = createSqliteVectorIndex('memory');

/** Recall for one contact among his own messages, at three sizes: vectors alone against an exact scan, then the whole hybrid recall. */
export async function run(): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const [size, ...targets] of SIZES) lines.push(...(await measure(size, targets)));
  return [
    ...lines.filter(({ id }) => !ONLY_FOR_SLOPE.has(id)),
    slope('S10-slope', 'vector recall', sized(lines, 'S10-vectors')),
    slope('S10-hybrid-slope', 'hybrid recall', sized(lines, 'S10-hybrid')),
    slope('S11-slope', 'text search of a large contact', sized(lines, 'S11-large')),
  ];
}

/** Text search has its bounds at the largest size. */
const ONLY_FOR_SLOPE = new Set(['S11-large-1k', 'S11-large-10k']);

const idOf = (what: string, size: number): string => `${what}-${size / 1_000}k`;

function sized(lines: BenchLine[], what: string): BenchLine[] {
  return SIZES.map(([size]) => lines.find(({ id }) => id === idOf(what, size))!);
}

/** How time goes with size, as an exponent: 1 is time in proportion, as a scan takes it. */
function slope(id: string, what: string, lines: BenchLine[]): BenchLine {
  const [few, many] = [SIZES[0]![0], SIZES.at(-1)![0]];
  const exponent = (of: (line: BenchLine) => number): number =>
    Math.log(of(lines.at(-1)!) / of(lines[0]!)) / Math.log(many / few);
  const [ours, limit] = [exponent((line) => line.ours), exponent((line) => line.limit)];
  const name = `growth of ${what} from ${few} to ${many} messages, an exponent; that of the limit beside it`;
  return { id, name, ours, limit, ratio: ours / limit, target: 1, unit: '', pass: ours / limit <= 1 };
}

async function measure(size: number, targets: [number, number]): Promise<BenchLine[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-recall-'));
  const database = await openDatabase({ dir });
  try {
    const scan = await fill(database, size);
    const memory = createMemory({ database, embedder: source, vectors, log: silentLog });
    const queries = Array.from({ length: QUERIES }, (_, at) => sentence(size + at));
    return await compare({ database, memory, scan, queries, size, targets });
  } finally {
    await database.close();
    rmSync(dir, { recursive: true });
  }
}

interface Setup {
  database: Database;
  memory: Memory;
  scan: Int8Array;
  queries: string[];
  size: number;
  targets: [vectors: number, hybrid: number];
}

async function compare({ database, memory, scan, queries, size, targets }: Setup): Promise<BenchLine[]> {
  const asked = await embedder.embed(queries, 'query');
  const filter = { owner: OWNER, embedderId: embedder.id };
  const exact = await timed(asked, async (vector) => scanExact(scan, vector));
  const ours = await timed(asked, (vector) => database.rows<VectorHit>(vectors.nearest(vector, filter, K)));
  const whole = await timed(queries, (query) => memory.recall(OWNER, query));
  const found = ours.answers.reduce((sum, hits, at) => sum + recallOf(hits, exact.answers[at]!), 0);
  const [{ bytes }] = await database.read.raw(
    'select page_count * page_size as bytes from pragma_page_count, pragma_page_size',
  );
  const label = `${size / 1_000}k messages`;
  return [
    slower(
      {
        id: idOf('S10-vectors', size),
        name: `vector recall p50, ${label}, against an int8 scan in memory`,
        target: targets[0],
        unit: 'ms',
      },
      ours.p50,
      exact.p50,
    ),
    slower(
      {
        id: idOf('S10-hybrid', size),
        name: `hybrid recall p50, ${label}, against the same`,
        target: targets[1],
        unit: 'ms',
      },
      whole.p50,
      exact.p50,
    ),
    atLeast(
      {
        id: idOf('S10-quality', size),
        name: `recall@${K} of exact, ${label}, ${Math.round(bytes / size)} bytes each`,
        target: LEAST_RECALL,
        unit: '',
      },
      found / QUERIES,
      1,
    ),
    ...(await compareTexts(database, queries, size)),
  ];
}

async function compareTexts(database: Database, queries: string[], size: number): Promise<BenchLine[]> {
  await addAll(
    database,
    Array.from({ length: SMALL_CONTACT }, (_, at) => size + QUERIES + at),
    SMALL_OWNER,
  );
  await database.write(async (trx) => {
    await trx.raw('create virtual table plain_text using fts5(contact unindexed, stems)');
    await trx.raw(`insert into plain_text (rowid, contact, stems)
      select t.rowid, i.contact_id, t.stems from memory_text t join memory_items i on i.id = t.rowid`);
  });
  const lines: BenchLine[] = [];
  const contacts = [['large', OWNER] as const, ...(size === SIZES.at(-1)![0] ? [['small', SMALL_OWNER] as const] : [])];
  for (const [kind, owner] of contacts) {
    const [ours, plain] = await timedInTurn(queries, [
      (query) => database.rows(rankTexts({ contactId: owner, text: query }, 2 * K)!),
      (query) => searchPlain(database, owner, query),
    ]);
    const heading = {
      id: idOf(`S11-${kind}`, size),
      name: `text search p50, a ${kind} contact among ${size / 1_000}k messages, against a plain column`,
    };
    lines.push(slower({ ...heading, target: TEXT_TARGETS[kind], unit: 'ms' }, ours!, plain!));
  }
  return lines;
}

async function searchPlain(database: Database, owner: string, query: string): Promise<unknown> {
  const match = `stems : (${stems(query)
    .map((stem) => `"${stem}"`)
    .join(' OR ')})`;
  return database.read.raw(
    'select rowid from plain_text where plain_text match ? and contact = ? order by bm25(plain_text) limit ?',
    [match, owner, 2 * K],
  );
}

const source = {
  current: () => embedder,
  ready: Promise.resolve(embedder),
  onChange() {},
  close: () => embedder.close(),
};

/** Answers the same vectors for a scan in memory. */
async function fill(database: Database, size: number): Promise<Int8Array> {
  const scan = new Int8Array(size * embedder.dimension);
  for (let start = 0; start < size; start += 200) {
    const ids = Array.from({ length: Math.min(200, size - start) }, (_, at) => start + at + 1);
    const made = await addAll(database, ids, OWNER);
    made.forEach((vector, at) =>
      scan.set(
        Int8Array.from(toInt8(vector), (byte) => (byte << 24) >> 24),
        (start + at) * embedder.dimension,
      ),
    );
  }
  return scan;
}

async function addAll(database: Database, ids: number[], owner: string): Promise<Float32Array[]> {
  const texts = ids.map((id) => sentence(id));
  const made = await embedder.embed(texts, 'passage');
  await database.write(async (trx) => {
    await trx('memory_items').insert(ids.map((id, at) => item(id, owner, texts[at]!)));
    await addTexts(
      trx,
      ids.map((id, at) => ({ id, contactId: owner, text: texts[at]!, locale: 'en' })),
    );
    await vectors.upsert(
      trx,
      embedder.id,
      ids.map((id, at) => ({ id, owner, vector: made[at]! })),
    );
  });
  while (await database.write(tidyTexts)) continue;
  return made;
}

function item(id: number, owner: string, text: string): object {
  const names = { contact_id: owner, conversation_id: 'c', message_id: `m${id}`, role: 'visitor', channel: 'web' };
  return { id, ...names, position: id, text, embedder: embedder.id, created_at: '2026-11-21T00:00:00.000Z' };
}

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const VOCABULARY = Array.from({ length: 8_000 }, (_, at) =>
  [at % 20, Math.floor(at / 20) % 20, Math.floor(at / 400)].map((one) => SYLLABLES[one]).join(''),
);
const SUBJECTS = 400;

/** A sentence of 6 to 14 words, common ones more often than rare ones, half of them of one of many subjects; the same for a seed. */
function sentence(seed: number): string {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const subject = Math.floor(next() * SUBJECTS) * 20;
  const word = (): string =>
    VOCABULARY[next() < 0.5 ? Math.floor(next() ** 3 * VOCABULARY.length) : subject + Math.floor(next() * 20)]!;
  return Array.from({ length: 6 + Math.floor(next() * 9) }, word).join(' ');
}

/** Ids and similarities of the K nearest. */
function scanExact(scan: Int8Array, vector: Float32Array): { id: number; similarity: number }[] {
  const best: { id: number; similarity: number }[] = [];
  const query = Int8Array.from(toInt8(vector), (byte) => (byte << 24) >> 24);
  const size = query.length;
  for (let row = 0; row * size < scan.length; row++) {
    let dot = 0;
    let squares = 0;
    for (let at = 0; at < size; at++) {
      const value = scan[row * size + at]!;
      dot += value * query[at]!;
      squares += value * value;
    }
    const similarity = dot / Math.sqrt(squares);
    if (best.length === K && similarity <= best[K - 1]!.similarity) continue;
    best.push({ id: row + 1, similarity });
    best.sort((a, b) => b.similarity - a.similarity);
    best.length = Math.min(K, best.length);
  }
  return best;
}

function recallOf(hits: { id: number }[], nearest: { id: number }[]): number {
  const ids = new Set(nearest.map(({ id }) => id));
  return hits.filter(({ id }) => ids.has(id)).length / nearest.length;
}

/** After a round that warms up threads, caches and compilers. */
async function timed<T, R>(inputs: T[], work: (input: T) => Promise<R>): Promise<{ answers: R[]; p50: number }> {
  for (const input of inputs) await work(input);
  const answers: R[] = [];
  const times: number[] = [];
  for (const input of inputs) {
    const begun = performance.now();
    answers.push(await work(input));
    times.push(performance.now() - begun);
  }
  return { answers, p50: median(times) };
}

/** Each input goes through all works before the next one, so that what else the machine does meets them all. Answers the medians. */
async function timedInTurn<T>(inputs: T[], works: ((input: T) => Promise<unknown>)[]): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (const input of [...inputs, ...inputs]) {
    for (const [at, work] of works.entries()) {
      const begun = performance.now();
      await work(input);
      times[at]!.push(performance.now() - begun);
    }
  }
  return times.map((own) => median(own.slice(inputs.length)));
}

type Heading = Pick<BenchLine, 'id' | 'name' | 'target' | 'unit'>;

function slower(heading: Heading, ours: number, limit: number): BenchLine {
  return { ...heading, ours, limit, ratio: ours / limit, pass: ours / limit <= heading.target };
}

function atLeast(heading: Heading, ours: number, limit: number): BenchLine {
  return { ...heading, ours, limit, ratio: ours / limit, pass: ours / limit >= heading.target };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

if (import.meta.main) {
  for (const { pass, name, ours, limit, ratio, target, unit } of await run()) {
    console.log(
      `${pass ? 'pass' : 'FAIL'}  ${name}: ours ${ours.toFixed(2)} ${unit}, limit ${limit.toFixed(2)} ${unit}, ratio ${ratio.toFixed(2)}, target ${target}`,
    );
  }
}
