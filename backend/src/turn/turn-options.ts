import type { Author } from '@agent-chat/sdk/protocol';
import type { Live } from '../conversation/live.ts';
import type { Draft } from '../conversation/publish.ts';
import type { Part, Responder, TurnContext } from '../conversation/responder.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';

export interface TurnOptions {
  database: Database;
  live: Live;
  log: Log;
  /** In order: the first that accepts answers. A responder that passes is asked to `resume` after the next one has answered. */
  responders: (Responder & { resume?(context: TurnContext): AsyncIterable<Part> })[];
  authorOf(siteId: string, locale: string): Author;
  /** Said when no responder could answer. */
  apology(locale: string): Omit<Draft, 'author'>;
  wakeDeliveries(): void;
  /** The turn was stored, and what its effects wrote with it. */
  changed(conversationId: string): Promise<unknown>;
  /** The language was changed while an answer was made in the one before: what a scenario waits for is asked again. */
  askAgain(conversationId: string): Promise<unknown>;
  /** Milliseconds; longer than any responder's own limits: the last line against a turn that hangs. */
  limitMs: number;
}

/** Why a turn is ended from outside: the visitor stops it, an operator takes over, or the process hands it back. */
export type TurnEnd = 'stopped' | 'silenced' | 'released';
