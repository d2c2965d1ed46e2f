import type { ConversationRow } from '../conversation/conversation-store.ts';
import type { TurnSaid } from '../conversation/responder.ts';
import { asMessage } from '../conversation/receive.ts';
import type { Incoming } from '../conversation/receive-store.ts';
import type { TakenTurn } from '../conversation/turn-store.ts';
import { beginAnswer, type BegunAnswer } from './begin-answer.ts';
import type { TurnEnd, TurnOptions } from './turn-options.ts';

/** An answer to what is not committed yet. */
export interface ForeseenAnswer extends BegunAnswer {
  abort: AbortController;
}

export type Foresight = ReturnType<typeof createForesight>;

/** Conversations that are remembered; the longest unheard of goes first. */
const REMEMBERED = 1_000;

/**
 * Begins answers while their questions are being committed, which takes as long as asking a model. Nobody is told of one and nothing of it is stored
 * before the commit has brought just what was foreseen; else it is thrown away, and with it, at most, a call of the model.
 */
export function createForesight(options: TurnOptions) {
  /** How the agent's conversations stood when they were heard of last. Believed for a guess only. */
  const known = new Map<string, ConversationRow>();
  const begun = new Map<string, ForeseenAnswer>();

  function begin(id: string, messages: Incoming[]): void {
    const before = known.get(id);
    if (!before || before.handler !== 'agent' || begun.has(id)) return;
    const said = messages.map((message, index) => saidAs(message, before.last_seq + 1 + index));
    const conversation = { ...before, last_channel: messages.at(-1)!.channel };
    const abort = new AbortController();
    begun.set(id, { ...beginAnswer(options, { conversation, said, attempt: 1, signal: abort.signal }), abort });
  }

  function forget(id: string, why: TurnEnd = 'released'): void {
    known.delete(id);
    begun.get(id)?.abort.abort(why);
    begun.delete(id);
  }

  return {
    /** The conversation stands so, and its visitor may say something. */
    expect(conversation: ConversationRow): void {
      known.delete(conversation.id);
      known.set(conversation.id, conversation);
      if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
      // A fault shows again when the answer needs it.
      for (const responder of options.responders) responder.expect?.(conversation.locale).catch(() => undefined);
    },
    /** These are on their way to be committed, each group of one conversation. */
    begin,
    /** What was foreseen of this turn, if it came so. */
    take(taken: TakenTurn): ForeseenAnswer | undefined {
      const { id } = taken.conversation;
      const foreseen = begun.get(id);
      if (!foreseen || !isAsForeseen(foreseen, taken)) return undefined;
      begun.delete(id);
      return foreseen;
    },
    forget,
    /** How many answers wait for their questions. */
    get size(): number {
      return begun.size;
    },
    stop(): void {
      for (const id of begun.keys()) forget(id);
    },
  };
}

function saidAs(message: Incoming, seq: number): TurnSaid {
  const { pick, form, scenario } = message;
  return { message: asMessage(message, seq), pick, form, scenario };
}

function isAsForeseen({ context }: ForeseenAnswer, { conversation, said }: TakenTurn): boolean {
  return (
    context.contactId === conversation.contact_id &&
    context.siteId === conversation.site_id &&
    context.locale === conversation.locale &&
    context.languageOffered === Boolean(conversation.language_offered) &&
    context.channel === conversation.last_channel &&
    context.input.messages.length === said.length &&
    context.input.messages.every(({ id, seq }, index) => id === said[index]!.id && seq === said[index]!.seq)
  );
}
