import type { Ask, Asks } from '@agent-chat/sdk/protocol';
import type { z } from 'zod';
import type { Memory } from '../../memory/memory.ts';
import type { Conversations } from '../../conversation/conversations.ts';
import type { Live } from '../../conversation/live.ts';
import type { TurnRunner } from '../../turn/turn-runner.ts';
import type { Words } from '../../content/words.ts';
import type { Channel } from '../channel.ts';

/** Who asks: known from the handshake, never from a payload. */
export interface Visitor {
  socketId: string;
  siteId: string;
  contactId: string;
  conversationId: string;
  name: string;
  address: string;
}

/** What the answers are made of. */
export interface AskContext {
  conversations: Conversations;
  turns: Pick<TurnRunner, 'stopTurn' | 'retry'>;
  memory: Memory;
  live: Live;
  words: Words;
  /** The channels that are running, by name. */
  channels: ReadonlyMap<string, Channel>;
  /** Tells everybody in the conversation but the one who asks. */
  tellOthers(visitor: Visitor, event: string, payload: unknown): void;
  /** The visitor's sockets go on in another conversation. */
  move(visitor: Visitor, conversationId: string): void;
  /** Throws {@link AppError} RATE_LIMITED with `retryAfter`. */
  spend(visitor: Visitor): void;
}

export interface AskDefinition<E extends Ask> {
  event: E;
  schema: z.ZodType<Asks[E][0]>;
  answer(context: AskContext, visitor: Visitor, payload: Asks[E][0]): Promise<Asks[E][1]>;
}

/** One thing that a page may ask, with the schema of its payload. */
export function defineAsk<E extends Ask>(definition: AskDefinition<E>): AskDefinition<E> {
  return definition;
}
