import type { PageSettings } from '@agent-chat/sdk/protocol';
import type { Account, Access } from '../access/access.ts';
import type { Identities } from '../access/identities.ts';
import type { Site } from '../content/kinds/site.ts';
import type { Words } from '../content/words.ts';
import type { Conversations } from '../conversation/conversations.ts';
import type { Files } from '../file/files.ts';
import type { LocaleLog } from '../language/locale-log.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import type { TextDesk } from '../translation/text-desk.ts';

/** Name of a dependency → throws while it is not ready. */
export type HealthChecks = Record<string, () => Promise<void> | void>;

export interface HttpOptions {
  access: Access;
  identities: Identities;
  conversations: Conversations;
  database: Database;
  words: Words;
  files: Files;
  textDesk: TextDesk;
  localeLog: Pick<LocaleLog, 'list' | 'clear'>;
  /** Undefined: the default site. */
  siteById(id: string | undefined): Site | undefined;
  /** What any page may know of a site. */
  pageSettings(site: Site, locale: string): PageSettings;
  health: HealthChecks;
  /** Folders of built files; one that does not exist answers 404. */
  staticDirs: { widget: string; site: string; admin: string };
  /** Called after a lead was changed here, so that open consoles are told. */
  leadsChanged(): void;
  /** Address that people use; undefined: the one they came by. */
  publicUrl?: string;
  /** Proxies in front whose X-Forwarded-* is believed. */
  trustProxy: number;
  log: Log;
}

/** What the middleware found out about a request. */
export interface HttpState {
  /** Present on routes for accounts. */
  account: Account;
}
