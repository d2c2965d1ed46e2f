import type { Block, Citation, FormAnswer, Message, Pick } from '@agent-chat/sdk/protocol';
import type { Transaction } from '../store/database.ts';

/** One message of a visitor, with what he picked to say it. */
export interface TurnSaid {
  message: Message;
  pick?: Pick;
  form?: FormAnswer;
  /** The scenario that the choice asked for. */
  scenario?: string;
}

/** What a visitor said since the last answer, as one turn sees it. */
export interface TurnInput {
  /** Oldest first. */
  said: TurnSaid[];
  messages: Message[];
  /** The texts, joined by line ends. */
  text: string;
  /** Of the last message that picked a choice. */
  pick?: Pick;
  /** The scenario that a choice asked for last. */
  scenario?: string;
}

export function turnInput(said: TurnSaid[]): TurnInput {
  const messages = said.map(({ message }) => message);
  return {
    said,
    messages,
    text: messages.map(({ text }) => text).join('\n'),
    pick: said.findLast(({ pick }) => pick)?.pick,
    scenario: said.findLast(({ scenario }) => scenario)?.scenario,
  };
}

export interface TurnContext {
  conversationId: string;
  contactId: string;
  siteId: string;
  locale: string;
  /** Another language was offered in this conversation. */
  languageOffered: boolean;
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
  /**
   * Hand this turn, or only `rest` of what was said (an off-script question), to the next responder; what was yielded so far stays. `locale`: the language in
   * which it goes on.
   */
  | { type: 'pass'; rest?: TurnSaid[]; locale?: string };

/** One way of answering. The first that accepts a turn takes it. */
export interface Responder {
  name: string;
  /** Called when somebody may soon say something in the language: what takes a while to load may be loaded. */
  expect?(locale: string): Promise<void>;
  /** Called as a turn begins, before it is known who answers: reading that takes a while may begin. */
  prepare?(context: TurnContext): void;
  accepts(context: TurnContext): Promise<boolean> | boolean;
  respond(context: TurnContext): AsyncIterable<Part>;
}
