import type { Block, Citation, Message, Pick } from '@agent-chat/sdk/protocol';
import type { Transaction } from '../store/database.ts';

/** What a visitor said since the last answer, as one turn sees it. */
export interface TurnInput {
  messages: Message[];
  /** The texts, joined by line ends. */
  text: string;
  /** Of the last message that picked a choice. */
  pick?: Pick;
  /** The scenario that a choice asked for. */
  scenario?: string;
}

export interface TurnContext {
  turnId: string;
  conversationId: string;
  contactId: string;
  siteId: string;
  locale: string;
  /** Where the person wrote last. */
  channel: string;
  input: TurnInput;
  /** Aborted when the visitor stops the answer, an operator takes over, or the turn's time is up. */
  signal: AbortSignal;
}

/** Runs in the transaction that stores the turn's messages; must only touch the tables of the room that made it. */
export type Effect = (trx: Transaction) => Promise<void>;

export type Part =
  | { type: 'delta'; text: string }
  | { type: 'block'; block: Block }
  | { type: 'citation'; citation: Citation }
  /** The answer so far becomes a message of its own; what follows is another. */
  | { type: 'break' }
  | { type: 'effect'; effect: Effect }
  /** The text so far is all there is: the source failed half-way. Stored as `partial`; what follows is another message. */
  | { type: 'cut' }
  /** Hand the rest of this turn to the next responder (an off-script question); what was yielded so far stays. */
  | { type: 'pass' };

/** One way of answering. The first that accepts a turn takes it. */
export interface Responder {
  name: string;
  accepts(context: TurnContext): Promise<boolean> | boolean;
  respond(context: TurnContext): AsyncIterable<Part>;
}
