import type { Update, UserFromGetMe } from '@grammyjs/types';
import { createCallbackQueries } from './callbacks.ts';
import { createChats } from './chats.ts';
import { createFaults, type Fault } from './faults.ts';
import { createFiles } from './files.ts';
import { createJournal, type ApiCall, type Journal } from './journal.ts';
import { createPeople } from './people.ts';
import type { PersonOptions, TelegramPerson } from './person.ts';
import { createEmulatorServer } from './server.ts';
import { createUpdateQueue } from './updates.ts';
import type { World } from './world.ts';

export interface EmulatorOptions {
  /** 0, a free one, by default. */
  port?: number;
  /** 127.0.0.1 by default. */
  host?: string;
  token?: string;
  username?: string;
  /** Milliseconds since 1970; rules dates, the 24 hours of updates and the age of callback queries. */
  clock?: () => number;
}

/** A stand-in for api.telegram.org with one bot, and the people who talk to it. */
export interface TelegramEmulator {
  /** The `apiRoot` of a client, without a slash at the end; in a browser it is the phone page. */
  readonly url: string;
  readonly token: string;
  readonly botUsername: string;
  /** Every call of a known method with the right token, oldest first. */
  readonly journal: readonly ApiCall[];
  calls: Journal['calls'];
  waitForCall: Journal['waitForCall'];
  /** Lets the next `times` fitting calls fail. */
  fail(fault: Fault): void;
  clearFaults(): void;
  /** A person who talks to the bot; the same `id` is the same person. */
  user(options: PersonOptions): TelegramPerson;
  /** Hands an update out again, also a confirmed one. */
  redeliver(updateId: number): void;
  pushUpdate(update: Update): void;
  stop(): Promise<void>;
}

const DEMO_TOKEN = '1000000001:AAemulator_token_for_the_demo_only_';

/** Rejects with EADDRINUSE when the port is taken. */
export async function createTelegramEmulator(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const { token = DEMO_TOKEN, username = 'velo_harbour_bot', clock = Date.now } = options;
  const world = createWorld(token, username, clock);
  const journal = createJournal();
  const faults = createFaults();
  const people = createPeople(world);
  const server = createEmulatorServer({ world, journal, faults, people });
  const url = await server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  return {
    url,
    token,
    botUsername: username,
    journal: journal.entries,
    calls: journal.calls,
    waitForCall: journal.waitForCall,
    fail: faults.add,
    clearFaults: faults.clear,
    user: people.open,
    redeliver: world.updates.redeliver,
    pushUpdate: world.updates.pushRaw,
    async stop() {
      world.updates.close();
      world.chats.close();
      await server.close();
    },
  };
}

function createWorld(token: string, username: string, clock: () => number): World {
  return {
    token,
    bot: botOf(token, username),
    clock,
    chats: createChats(),
    updates: createUpdateQueue(clock),
    callbacks: createCallbackQueries(clock),
    files: createFiles(),
    profile: {
      commands: new Map(),
      descriptions: new Map(),
      shortDescriptions: new Map(),
      webhook: { url: '', maxConnections: 40 },
    },
  };
}

function botOf(token: string, username: string): UserFromGetMe {
  return {
    id: Number.parseInt(token, 10) || 1_000_000_001,
    is_bot: true,
    first_name: 'Velo Harbour',
    username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}
