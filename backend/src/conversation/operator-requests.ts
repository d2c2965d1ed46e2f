import type { Transaction } from '../store/database.ts';
import type { ConversationLog } from './conversation-log.ts';
import type { Draft } from './publish.ts';

/** Value of a choice that asks for a person. */
export const ASK_PERSON = 'ask-person';

export interface OperatorRequestsOptions {
  /** What the agent says when somebody asks for a person. */
  operatorAsked(siteId: string, locale: string): Draft;
}

/** People who would rather speak with a person. */
export function createOperatorRequests({ operatorAsked }: OperatorRequestsOptions, log: ConversationLog) {
  return {
    /** False when the operators know already, or one of them is answering: nothing is said then. */
    async requestOperator(id: string): Promise<boolean> {
      const said = await log.append(id, async (trx, row) =>
        (await wantOperator(trx, id)) ? [operatorAsked(row.site_id, row.locale)] : [],
      );
      if (said.length > 0) await log.tellChanged(id);
      return said.length > 0;
    },
  };
}

/** Marks the conversation for the operators until one of them answers; false when there was nothing to mark. */
export async function wantOperator(trx: Transaction, id: string): Promise<boolean> {
  const unmarked = trx('conversations').where({ id, handler: 'agent', wants_operator: false });
  return (await unmarked.update({ wants_operator: true, status: 'open' })) === 1;
}
