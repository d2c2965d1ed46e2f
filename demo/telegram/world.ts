import type { ApiMethods, BotCommand, UserFromGetMe } from '@grammyjs/types';
import type { CallbackQueries } from './callbacks.ts';
import type { Chats } from './chats.ts';
import type { Files } from './files.ts';
import type { Params, Upload } from './params.ts';
import type { UpdateQueue } from './updates.ts';

/** Everything that the emulated Telegram knows about one bot. */
export interface World {
  readonly token: string;
  readonly bot: UserFromGetMe;
  /** Milliseconds since 1970; Telegram's own dates are in seconds. */
  readonly clock: () => number;
  readonly chats: Chats;
  readonly updates: UpdateQueue;
  readonly callbacks: CallbackQueries;
  readonly files: Files;
  readonly profile: BotProfile;
}

export interface BotProfile {
  /** By `scope|language`. */
  commands: Map<string, BotCommand[]>;
  /** By language; '' is the default. */
  descriptions: Map<string, string>;
  shortDescriptions: Map<string, string>;
  webhook: { url: string; maxConnections: number };
}

type Methods = ApiMethods<Upload>;
export type MethodName = keyof Methods;
export type Result<M extends MethodName> = ReturnType<Methods[M]>;

/** One Bot API method. It throws `BotApiError` to refuse; `signal` aborts when the caller hangs up. */
export interface Method<M extends MethodName = MethodName> {
  readonly name: M;
  run(world: World, params: Params, signal: AbortSignal): Result<M> | Promise<Result<M>>;
}

/** Binds a method to its answer type in `@grammyjs/types`. */
export function defineMethod<M extends MethodName>(name: M, run: Method<M>['run']): Method<M> {
  return { name, run };
}

/** Seconds, as in every date of the Bot API. */
export function unixTime(world: World): number {
  return Math.floor(world.clock() / 1000);
}
