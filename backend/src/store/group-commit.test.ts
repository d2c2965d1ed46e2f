import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGroupCommit } from './group-commit.ts';
import { createTestDatabase } from './test-database.ts';

test('jobs that come together share one write, and results keep their order', async () => {
  const groups: number[] = [];
  const commits = createGroupCommit<number, number>(async (jobs) => {
    groups.push(jobs.length);
    return jobs.map((job) => job * 2);
  });
  const results = await Promise.all(Array.from({ length: 50 }, (_, n) => commits.submit(n)));
  assert.deepEqual(
    results,
    Array.from({ length: 50 }, (_, n) => n * 2),
  );
  assert.deepEqual(groups, [50]);
});

test('what comes while a group is written makes up the next one', async () => {
  const groups: number[][] = [];
  const commits = createGroupCommit<number, number>(async (jobs) => {
    groups.push(jobs);
    if (groups.length === 1) later.push(commits.submit(2), commits.submit(3));
    return jobs;
  });
  const later: Promise<number>[] = [];
  await commits.submit(1);
  await Promise.all(later);
  assert.deepEqual(groups, [[1], [2, 3]]);
});

test('one bad job fails alone, and nothing of it is kept', async (t) => {
  const database = await createTestDatabase(t);
  const commits = createGroupCommit<string, string>(async (jobs) => {
    await database.writeBatch([
      {
        sql: `insert into contacts (id, site_id, locale, created_at) values (?, 'x', 'en', 'now')`,
        each: jobs.map((id) => [id]),
      },
      { sql: 'update contacts set site_id = null where id = ?', each: [['bad']] },
    ]);
    return jobs;
  });
  const results = await Promise.allSettled(['a', 'bad', 'c'].map((id) => commits.submit(id)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(await database.read('contacts').orderBy('id').pluck('id'), ['a', 'c']);
});

test('idle resolves when all that was submitted is committed', async () => {
  let written = 0;
  const commits = createGroupCommit<number, number>(async (jobs) => {
    written += jobs.length;
    return jobs;
  });
  void commits.submit(1);
  void commits.submit(2);
  await commits.idle();
  assert.equal(written, 2);
});
