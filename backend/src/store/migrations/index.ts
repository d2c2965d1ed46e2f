import type { Knex } from 'knex';
import * as conversation from './001-conversation.ts';
import * as scenario from './002-scenario.ts';
import * as lead from './003-lead.ts';
import * as memory from './004-memory.ts';
import * as access from './005-access.ts';
import * as away from './006-away.ts';
import * as identity from './007-identity.ts';
import * as file from './008-file.ts';
import * as operatorRequest from './009-operator-request.ts';
import * as memoryIndex from './010-memory-index.ts';
import * as life from './011-life.ts';
import * as messageSearch from './012-message-search.ts';
import * as pageEvents from './013-page-events.ts';
import * as language from './014-language.ts';
import * as textVersions from './015-text-versions.ts';

export interface Migration {
  up(trx: Knex.Transaction): Promise<void>;
}

/** In order; a name that has shipped never changes. */
const migrations: [name: string, migration: Migration][] = [
  ['001-conversation', conversation],
  ['002-scenario', scenario],
  ['003-lead', lead],
  ['004-memory', memory],
  ['005-access', access],
  ['006-away', away],
  ['007-identity', identity],
  ['008-file', file],
  ['009-operator-request', operatorRequest],
  ['010-memory-index', memoryIndex],
  ['011-life', life],
  ['012-message-search', messageSearch],
  ['013-page-events', pageEvents],
  ['014-language', language],
  ['015-text-versions', textVersions],
];

/** Brings the schema up to date. Each migration is one transaction together with its own record, so a kill leaves it done or undone. */
export async function migrate(knex: Knex): Promise<void> {
  if (!(await knex.schema.hasTable('migrations'))) {
    await knex.schema.createTable('migrations', (table) => {
      table.string('name').primary();
      table.string('applied_at').notNullable();
    });
  }
  const applied = new Set<string>(await knex('migrations').pluck('name'));
  for (const [name, migration] of migrations) {
    if (applied.has(name)) continue;
    await knex.transaction(async (trx) => {
      await migration.up(trx);
      await trx('migrations').insert({ name, applied_at: new Date().toISOString() });
    });
  }
}
