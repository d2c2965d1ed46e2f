import type { Queries, Transaction } from '../store/database.ts';
import type { Run } from './scenario.ts';

/** `paused` runs can be taken up again; of `finished` ones the answers are forgotten. */
export type RunStatus = 'active' | 'paused' | 'finished';

export interface StoredRun {
  id: string;
  conversationId: string;
  status: RunStatus;
  run: Run;
  createdAt: string;
  updatedAt: string;
}

interface RunRow {
  id: string;
  conversation_id: string;
  scenario_id: string;
  version: string;
  step: string;
  status: RunStatus;
  /** JSON of the rest of the run. */
  state: string;
  created_at: string;
  updated_at: string;
}

/** The run that a conversation is in, if any; there is at most one. */
export async function activeRun(db: Queries, conversationId: string): Promise<StoredRun | undefined> {
  const row = await db<RunRow>('scenario_runs').where({ conversation_id: conversationId, status: 'active' }).first();
  return row && fromRow(row);
}

export async function pausedRun(
  db: Queries,
  conversationId: string,
  scenarioId: string,
): Promise<StoredRun | undefined> {
  const where = { conversation_id: conversationId, scenario_id: scenarioId, status: 'paused' } as const;
  const row = await db<RunRow>('scenario_runs').where(where).first();
  return row && fromRow(row);
}

/** Every run of a conversation, the latest first. */
export async function runsOf(db: Queries, conversationId: string): Promise<StoredRun[]> {
  const rows = await db<RunRow>('scenario_runs')
    .where({ conversation_id: conversationId })
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
  return rows.map(fromRow);
}

/** For the view of a conversation. */
export async function currentStep(
  db: Queries,
  conversationId: string,
): Promise<{ id: string; step: string } | undefined> {
  const where = { conversation_id: conversationId, status: 'active' } as const;
  const row = await db<RunRow>('scenario_runs').where(where).first('scenario_id', 'step');
  return row && { id: row.scenario_id, step: row.step };
}

/** Stores runs as they are now; those that stop being active first, because only one may be. */
export async function saveRuns(trx: Transaction, runs: readonly StoredRun[]): Promise<void> {
  const ordered = runs.toSorted((a, b) => Number(a.status === 'active') - Number(b.status === 'active'));
  for (const stored of ordered) await trx<RunRow>('scenario_runs').insert(toRow(stored)).onConflict('id').merge();
}

function toRow({ id, conversationId, status, run, createdAt, updatedAt }: StoredRun): RunRow {
  const { scenarioId, version, step, answers, inherited, tries, offering } = run;
  const state = JSON.stringify(
    status === 'finished' ? { answers: {}, tries: 0 } : { answers, inherited, tries, offering },
  );
  const times = { created_at: createdAt, updated_at: updatedAt };
  return { id, conversation_id: conversationId, scenario_id: scenarioId, version, step, status, state, ...times };
}

function fromRow(row: RunRow): StoredRun {
  const state = JSON.parse(row.state) as Pick<Run, 'answers' | 'inherited' | 'tries' | 'offering'>;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    status: row.status,
    run: { scenarioId: row.scenario_id, version: row.version, step: row.step, ...state },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
