import type { Block } from '@agent-chat/sdk/protocol';
import type { ConversationRow } from '../conversation/conversation-store.ts';
import { profileOf } from '../conversation/profile-store.ts';
import type { Queries } from '../store/database.ts';
import { rowsOf } from '../store/rows-of.ts';
import { advance } from './engine.ts';
import { createEnvironment } from './environment.ts';
import { activeRun } from './run-store.ts';
import type { Say } from './scenario.ts';
import type { ScenarioResponderOptions } from './scenario-responder.ts';
import { findScenario } from './session.ts';

export interface SaidMessage {
  text: string;
  blocks: Block[];
}

/** What the conversation's scenario waits for, said once more in the language of now; the run stays as it is. Nothing where none waits. */
export async function waitingQuestion(
  options: ScenarioResponderOptions,
  db: Queries,
  { id, contact_id, site_id, locale }: ConversationRow,
): Promise<SaidMessage[]> {
  const [active, profile] = await Promise.all([activeRun(rowsOf(db), id), profileOf(db, contact_id)]);
  const scenario = active && findScenario(options, active.run.scenarioId);
  if (!scenario) return [];
  const environment = createEnvironment(options, { siteId: site_id, locale }, profile);
  return toMessages(advance(scenario, active.run, undefined, environment).says);
}

/** A text below cards or choices begins another message. */
function toMessages(says: readonly Say[]): SaidMessage[] {
  const messages: SaidMessage[] = [];
  for (const say of says) {
    const last = messages.at(-1);
    if (say.type === 'block' && last) last.blocks.push(say.block);
    else if (say.type === 'block') messages.push({ text: '', blocks: [say.block] });
    else if (last && last.blocks.length === 0) last.text += `\n\n${say.text}`;
    else messages.push({ text: say.text, blocks: [] });
  }
  return messages;
}
