import type { Knex } from 'knex';

export async function up(trx: Knex.Transaction): Promise<void> {
  await gatherCodes(trx);
  await rebuildTexts(trx);
}

interface Code {
  partition: number;
  id: number;
  code: Buffer;
}

const CHUNK_ENTRIES = 256;

/** Short codes move from a row each into chunks: id (64 bits, little endian) and code, one after the other. */
async function gatherCodes(trx: Knex.Transaction): Promise<void> {
  await trx.schema.createTable('memory_chunks', (table) => {
    table.integer('id').primary();
    table.integer('partition').notNullable().index();
    table.binary('entries').notNullable();
  });
  await trx.raw('alter table memory_vectors rename column "partition" to chunk');
  let codes = await readCodes(trx, { partition: 0, id: 0 });
  for (let chunk = 1; codes.length > 0; chunk++) {
    const partition = codes[0]!.partition;
    const own = codes.filter((code) => code.partition === partition);
    await trx('memory_chunks').insert({ id: chunk, partition, entries: Buffer.concat(own.map(toEntry)) });
    const ids = own.map(({ id }) => id);
    await trx('memory_vectors').whereIn('id', ids).update({ chunk });
    codes = await readCodes(trx, own.at(-1)!);
  }
  await trx.schema.dropTable('memory_codes');
}

function readCodes(trx: Knex.Transaction, after: { partition: number; id: number }): Promise<Code[]> {
  return trx.raw(
    `select partition, id, code from memory_codes where (partition, id) > (?, ?) order by partition, id limit ?`,
    [after.partition, after.id, CHUNK_ENTRIES],
  );
}

function toEntry({ id, code }: Code): Buffer {
  const head = Buffer.alloc(8);
  head.writeBigInt64LE(BigInt(id));
  return Buffer.concat([head, code]);
}

/** With the places of words in the index: without them the ranking takes every text apart anew. */
async function rebuildTexts(trx: Knex.Transaction): Promise<void> {
  await trx.raw('alter table memory_text rename to memory_text_before');
  await trx.raw(`
    create virtual table memory_text using fts5(owner, stems, tokenize="unicode61 remove_diacritics 2")`);
  await trx.raw(`insert into memory_text (memory_text, rank) values ('secure-delete', 1)`);
  await trx.raw(`insert into memory_text (memory_text, rank) values ('rank', 'bm25(0.0, 1.0)')`);
  await trx.raw(`insert into memory_text (memory_text, rank) values ('usermerge', 2)`);
  await trx.raw('insert into memory_text (rowid, owner, stems) select rowid, owner, stems from memory_text_before');
  await trx.raw('drop table memory_text_before');
}
