import { findConversation } from '../conversation/conversation-store.ts';
import type { Database, Queries, Transaction } from '../store/database.ts';
import type { Run } from './scenario.ts';

/** `paused` runs can be taken up again; of `finished` ones the answers are forgotten. */
export type RunStatus = 'active' | 'paused' | 'finished';

export interface StoredRun {
  id: string;
  conversationId: string;
  status: RunStatus;
  run: Run;
  marks: RunMarks;
  createdAt: string;
  updatedAt: string;
}

/** Where a run stands in the log of its conversation; each a `seq` but the count. */
export interface RunMarks {
  /** The last message that it took: told again (a turn that is retried), it is not for the next step. */
  heard?: number;
  /** The last message before the waiting question; undefined while that question is not stored. */
  asked?: number;
  /** The last question that went past it, and how many turns in a row did. */
  aside?: number;
  asides?: number;
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

type KeptState = Omit<Run, 'scenarioId' | 'version' | 'step'> & { marks?: RunMarks };

/** The cast, because of the partial indexes: with a bare parameter SQLite would plan it anew each time. */
const ACTIVE_RUN = `select * from scenario_runs where conversation_id = cast(? as text) and status = 'active'`;

/** The run that a conversation is in, if any; there is at most one. */
export async function activeRun(
  { rows }: Pick<Database, 'rows'>,
  conversationId: string,
): Promise<StoredRun | undefined> {
  const [row] = await rows<RunRow>({ sql: ACTIVE_RUN, values: [conversationId] });
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

/** For the view of a conversation. */
export async function currentStep(
  db: Queries,
  conversationId: string,
): Promise<{ id: string; step: string } | undefined> {
  const where = { conversation_id: conversationId, status: 'active' } as const;
  const row = await db<RunRow>('scenario_runs').where(where).first('scenario_id', 'step');
  return row && { id: row.scenario_id, step: row.step };
}

/**
 * Stores runs of one conversation as they are now; those that stop being active first, because only one may be. Must run before the turn's
 * messages are stored: what the log holds then stood there before the question.
 */
export async function saveRuns(trx: Transaction, runs: readonly StoredRun[]): Promise<void> {
  const ordered = runs.toSorted((a, b) => Number(a.status === 'active') - Number(b.status === 'active'));
  const last = (await findConversation(trx, runs[0]!.conversationId))?.last_seq;
  for (const stored of ordered) {
    const row = toRow({ ...stored, marks: { ...stored.marks, asked: stored.marks.asked ?? last } });
    await trx<RunRow>('scenario_runs').insert(row).onConflict('id').merge();
  }
}

function toRow({ id, conversationId, status, run, marks, createdAt, updatedAt }: StoredRun): RunRow {
  const { scenarioId, version, step, ...rest } = run;
  const kept: KeptState = status === 'finished' ? { answers: {}, tries: 0 } : { ...rest, marks };
  const state = JSON.stringify(kept);
  const times = { created_at: createdAt, updated_at: updatedAt };
  return { id, conversation_id: conversationId, scenario_id: scenarioId, version, step, status, state, ...times };
}

function fromRow(row: RunRow): StoredRun {
  const { marks = {}, ...state } = JSON.parse(row.state) as KeptState;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    status: row.status,
    run: { scenarioId: row.scenario_id, version: row.version, step: row.step, ...state },
    marks,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
