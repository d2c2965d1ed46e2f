import type { Ask, Asks, SessionOpened } from '@agent-chat/sdk/protocol';
import type { z } from 'zod';
import type { Memory } from '../../memory/memory.ts';
import type { Conversations } from '../../conversation/conversations.ts';
import type { Live } from '../../conversation/live.ts';
import type { Pages } from '../../conversation/pages.ts';
import type { TurnRunner } from '../../turn/turn-runner.ts';
import type { Words } from '../../content/words.ts';
import type { Channel } from '../channel.ts';

/** Who asks: known from the handshake, never from a payload. */
export interface Visitor {
  socketId: string;
  siteId: string;
  contactId: string;
  conversationId: string;
  /** The site vouches for him. */
  isUser: boolean;
  name: string;
  address: string;
  /** His language is a guess until he has said something. */
  isGuessed: boolean;
  /** The version of the site's text that he is known to have agreed to. */
  consent?: string;
}

/** What the answers are made of. */
export interface AskContext {
  conversations: Conversations;
  turns: Pick<TurnRunner, 'stopTurn' | 'retry'>;
  memory: Memory;
  live: Live;
  words: Words;
  pages: Pages;
  /** The channels that are running, by name. */
  channels: ReadonlyMap<string, Channel>;
  /** Whether the site lets its visitors go on there. */
  offers(siteId: string, channel: string): boolean;
  /** What his site offers that fits the wanted language best; its first one when none does. */
  offeredLocale(visitor: Visitor, wanted: string): string;
  /** His first words correct a language that was only guessed. */
  hearFirst(visitor: Visitor, text: string): Promise<void>;
  /** The visitor's sockets go on in another conversation. */
  move(visitor: Visitor, conversationId: string): void;
  /** The visitor's socket goes on as that of the user whom the site has signed. */
  identify(visitor: Visitor, identity: string): Promise<SessionOpened>;
  /** Throws {@link AppError} CONSENT_REQUIRED where the site asks for consent and has none. */
  requireConsent(visitor: Visitor): Promise<void>;
  giveConsent(visitor: Visitor): Promise<void>;
  withdrawConsent(visitor: Visitor): Promise<void>;
  /** Shows the visitor's sockets how his consent stands, in his language. */
  tellConsent(visitor: Visitor): void;
  /** Of the few that make work or rows. Throws {@link AppError} RATE_LIMITED with `retryAfter`. */
  spend(visitor: Visitor): void;
  /** Of what pages tell. Throws likewise. */
  spendEvent(visitor: Visitor): void;
  /** Of the many that only read or tell. Throws likewise. */
  spendAsk(visitor: Visitor): void;
}

export interface AskDefinition<E extends Ask> {
  event: E;
  schema: z.ZodType<Asks[E][0]>;
  /** It spends of the visitor's messages itself; otherwise it counts as an ask. */
  spends?: boolean;
  answer(context: AskContext, visitor: Visitor, payload: Asks[E][0]): Promise<Asks[E][1]>;
}

/** One thing that a page may ask, with the schema of its payload. */
export function defineAsk<E extends Ask>(definition: AskDefinition<E>): AskDefinition<E> {
  return definition;
}
