import type { ChangeOutcome, TextChange } from '../change-texts.ts';
import type { Finding } from '../finding.ts';
import type { ImportPlan } from './plan-import.ts';

export interface PlanWriters {
  set(changes: readonly TextChange[]): Promise<ChangeOutcome[]>;
  accept(tag: string, keys: readonly string[]): Promise<unknown>;
}

/** Writes what was planned; gives back what came of it. What somebody else has changed since the plan was made is refused as well. */
export async function carryOut(plan: ImportPlan, { set, accept }: PlanWriters): Promise<ImportPlan> {
  const outcomes = await set(plan.changes);
  const refused = plan.changes.flatMap((change, index) => refusals(plan, change, outcomes[index]!));
  const changes = plan.changes.filter((_, index) => outcomes[index]!.kind === 'saved');
  if (plan.confirmed.length > 0) await accept(plan.tag, plan.confirmed);
  return { ...plan, changes, refused: [...plan.refused, ...refused] };
}

function refusals({ file }: ImportPlan, { key }: TextChange, outcome: ChangeOutcome): Finding[] {
  if (outcome.kind === 'saved') return [];
  if (outcome.kind === 'refused') return outcome.findings;
  return [{ file, line: 1, rule: 'broken', key, detail: 'somebody has changed it in the meantime: import again' }];
}
