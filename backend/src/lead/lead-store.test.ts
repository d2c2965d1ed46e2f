import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { AppError } from '../errors.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { capture, getLead, leadSorts, listLeads, setStatus, type LeadQuery } from './lead-store.ts';
import { leadStatuses, type Lead, type NewLead } from './lead.ts';

let database: Database;
const dir = mkdtempSync(join(tmpdir(), 'agent-chat-lead-'));

before(async () => {
  database = await openDatabase({ dir });
});
after(async () => {
  await database.close();
  rmSync(dir, { recursive: true });
});

function newLead(changes: Partial<NewLead> = {}): NewLead {
  const ids = { siteId: 'default', contactId: 'c1', conversationId: 'k1' };
  return { ...ids, channel: 'web', locale: 'en', fields: [], ...changes };
}

const captured = (lead: NewLead) => database.write((trx) => capture(trx, lead));

async function namesFound(search: string): Promise<(string | undefined)[]> {
  const { leads } = await listLeads(database.read, { search, filter: { siteId: 'search' } });
  return leads.map(({ name }) => name);
}

describe('capture', () => {
  test('keeps each field with the message it came from, in order', async () => {
    const fields = ['b', 'a'].map((key) => ({ key, label: `scenarios:${key}`, value: key, messageId: `m-${key}` }));
    const id = await captured(newLead({ name: 'Anna', phone: '+4915123456789', fields }));
    const lead = await getLead(database.read, id);
    assert.deepEqual([lead?.status, lead?.name, lead?.phone, lead?.fields], ['new', 'Anna', '+4915123456789', fields]);
  });

  test('changes the lead of a run that is captured again, and keeps its status', async () => {
    const first = await captured(
      newLead({ runId: 'r1', name: 'Ana', fields: [{ key: 'name', label: 'l', value: 'Ana', messageId: 'm' }] }),
    );
    assert.equal(await database.write((trx) => setStatus(trx, first, 'contacted')), true);
    assert.equal(await captured(newLead({ runId: 'r1', name: 'Anna' })), first);
    const lead = await getLead(database.read, first);
    assert.deepEqual([lead?.name, lead?.status, lead?.fields], ['Anna', 'contacted', []]);
  });

  test('tells when a lead is not there', async () => {
    assert.equal(await getLead(database.read, 'nobody'), undefined);
    assert.equal(await database.write((trx) => setStatus(trx, 'nobody', 'done')), false);
  });
});

describe('the search', () => {
  before(async () => {
    const people = [
      { name: 'Пётр Алексеев', phone: '+79123456789', need: 'Ремонт' },
      { name: 'Anna "O\'Neil" 100%', email: 'anna@example.com', need: 'A child_s bike' },
      { name: 'Li Wu' },
    ];
    for (const person of people) await captured(newLead({ siteId: 'search', ...person }));
  });

  test('finds parts of words in any case, with ё as е', async () => {
    assert.deepEqual(await namesFound('ПЕТР'), ['Пётр Алексеев']);
    assert.deepEqual(await namesFound('345678'), ['Пётр Алексеев']);
    assert.deepEqual(await namesFound('example.c'), ['Anna "O\'Neil" 100%']);
  });

  test('wants every word and takes short ones', async () => {
    assert.deepEqual(await namesFound('wu li'), ['Li Wu']);
    assert.deepEqual(await namesFound('wu anna'), []);
  });

  test('takes every sign literally', async () => {
    for (const search of ['"o\'neil"', '0%', '100%', 'd_s']) assert.equal((await namesFound(search)).length, 1, search);
    for (const search of ['%', '_%_', '* OR *', '"', 'NEAR(anna', "';--", '\\']) await namesFound(search);
    assert.deepEqual(await namesFound('a%a@'), []);
  });

  test('answers whatever is searched', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (search) => void (await namesFound(search))),
      { numRuns: 200 },
    );
  });

  test('forgets a lead that is deleted, and what a changed one was before', async () => {
    const id = await captured(newLead({ siteId: 'search', runId: 'r2', name: 'Zacharias' }));
    await captured(newLead({ siteId: 'search', runId: 'r2', name: 'Bartholomew' }));
    assert.deepEqual([await namesFound('zacharias'), await namesFound('bartholomew')], [[], ['Bartholomew']]);
    await database.write((trx) => trx('leads').where({ id }).delete());
    assert.equal(
      Number((await database.read('leads_search').whereRaw(`content like '%bartholomew%'`).count({ n: '*' }))[0]!.n),
      0,
    );
  });
});

describe('paging', () => {
  const statuses = fc.constantFrom(...leadStatuses);

  before(async () => {
    const people = fc.sample(
      fc.record({ name: fc.option(fc.constantFrom('Anna', 'Ben', 'Ёлка', 'ян')), status: statuses }),
      { numRuns: 57, seed: 7 },
    );
    await database.write(async (trx) => {
      for (const [index, { name, status }] of people.entries()) {
        const id = await capture(
          trx,
          newLead({ siteId: 'paging', name: name ?? undefined, channel: index % 3 ? 'web' : 'telegram' }),
        );
        const created = `2026-11-${String(1 + (index % 20)).padStart(2, '0')}T00:00:00.000Z`;
        await trx('leads').where({ id }).update({ created_at: created, updated_at: created, status });
      }
    });
  });

  const queries = fc.record({
    by: fc.constantFrom(...leadSorts),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
    limit: fc.integer({ min: 1, max: 30 }),
    status: fc.option(statuses, { nil: undefined }),
    channel: fc.option(fc.constantFrom('web', 'telegram'), { nil: undefined }),
    from: fc.option(fc.constant('2026-11-05T00:00:00.000Z'), { nil: undefined }),
    search: fc.option(fc.constantFrom('anna', 'ел', 'nobody'), { nil: undefined }),
  });

  test('shows every matching lead once, in order, however it is cut into pages', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async ({ by, direction, limit, search, ...filter }) => {
        const query: LeadQuery = { search, sort: { by, direction }, filter: { siteId: 'paging', ...filter } };
        const whole = await listLeads(database.read, { ...query, limit: 200 });
        const paged = await allPages({ ...query, limit });
        assert.deepEqual(paged, whole.leads);
        assert.equal(new Set(paged.map(({ id }) => id)).size, whole.total);
        if (by !== 'name')
          assertOrdered(
            paged.map((lead) => lead[by]),
            direction,
          );
      }),
      { numRuns: 60 },
    );
  });

  test('goes on at the same place when leads are added before it', async () => {
    const query: LeadQuery = { filter: { siteId: 'paging' }, sort: { by: 'createdAt', direction: 'desc' }, limit: 10 };
    const first = await listLeads(database.read, query);
    await captured(newLead({ siteId: 'paging', name: 'New' }));
    const second = await listLeads(database.read, { ...query, cursor: first.nextCursor });
    assert.ok(second.leads.every(({ id }) => first.leads.every((lead) => lead.id !== id)));
    assert.equal(second.leads.length, 10);
  });

  test('refuses a cursor that is not its own', async () => {
    for (const cursor of ['x', Buffer.from('[1,2]').toString('base64url'), Buffer.from('{}').toString('base64url')]) {
      await assert.rejects(
        listLeads(database.read, { cursor }),
        (error) => error instanceof AppError && error.code === 'BAD_REQUEST',
      );
    }
  });

  test('reads a page from an index without sorting', async () => {
    for (const column of ['created_at', 'updated_at', 'name_key', 'status', 'channel']) {
      const plan = await database.read.raw(
        `explain query plan select * from leads where (${column}, position) < ('2026', 9) order by ${column} desc, position desc limit 51`,
      );
      const details = (plan as { detail: string }[]).map(({ detail }) => detail).join();
      assert.match(details, /SEARCH leads USING INDEX/);
      assert.doesNotMatch(details, /TEMP B-TREE/);
    }
  });
});

async function allPages(query: LeadQuery): Promise<Lead[]> {
  const leads: Lead[] = [];
  let cursor: string | undefined;
  do {
    const page = await listLeads(database.read, { ...query, cursor });
    leads.push(...page.leads);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return leads;
}

function assertOrdered(values: string[], direction: 'asc' | 'desc'): void {
  const sorted = values.toSorted();
  assert.deepEqual(values, direction === 'asc' ? sorted : sorted.reverse());
}
