import { ASK_PERSON, wantOperator } from '../conversation/operator-requests.ts';
import type { Draft } from '../conversation/publish.ts';
import type { Responder } from '../conversation/responder.ts';

/** Answers whoever picked the choice that asks for a person, and marks the conversation for the operators. */
export function createPersonResponder(operatorAsked: (siteId: string, locale: string) => Draft): Responder {
  return {
    name: 'person',
    accepts: ({ input }) => input.pick?.value === ASK_PERSON,
    async *respond({ conversationId, siteId, locale }) {
      const { text, blocks = [] } = operatorAsked(siteId, locale);
      yield { type: 'effect', effect: async (trx) => void (await wantOperator(trx, conversationId)) };
      yield { type: 'delta', text };
      for (const block of blocks) yield { type: 'block', block };
    },
  };
}
