import type { EventCondition, ProactiveRuleView } from '@agent-chat/sdk/protocol';

/** What has become of the visit so far. */
export interface PageSignals {
  path: string;
  /** Seconds for which the page has been seen, and for which nothing was done on it. */
  seconds: number;
  idle: number;
  /** Percent that was scrolled to. */
  scroll: number;
  exitIntent: boolean;
  events: readonly PageTold[];
  visitor: 'new' | 'returning';
}

export interface PageTold {
  name: string;
  data?: unknown;
}

type When = ProactiveRuleView['when'];

/** Whether all conditions that are given hold. */
export function holds(when: When, signals: PageSignals): boolean {
  const { delay = 0, idle = 0, scroll = 0, exitIntent, event } = when;
  return (
    concerns(when, signals) &&
    signals.seconds >= delay &&
    signals.idle >= idle &&
    signals.scroll >= scroll &&
    (!exitIntent || signals.exitIntent) &&
    (!event || signals.events.some((told) => fits(event, told)))
  );
}

/** Seconds until time alone may make it hold; 0 when time has nothing to say. */
export function secondsLeft(when: When, signals: PageSignals): number {
  if (!concerns(when, signals)) return 0;
  return Math.max(0, (when.delay ?? 0) - signals.seconds, (when.idle ?? 0) - signals.idle);
}

/** Whether it is for this page and this visitor at all. */
function concerns({ url, visitor }: When, signals: PageSignals): boolean {
  return (!url || isOnPath(url, signals.path)) && (!visitor || visitor === signals.visitor);
}

/** `*` stands for any letters but `/`, `**` for any; a `/` at the end makes no difference. */
function isOnPath(pattern: string, path: string): boolean {
  const source = bare(pattern)
    .split(/(\*+)/)
    .map((part) => (part === '*' ? '[^/]*' : part.startsWith('*') ? '.*' : part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`).test(bare(path));
}

const bare = (path: string): string => path.replace(/(?<=.)\/+$/, '');

function fits({ name, where = {} }: NonNullable<When['event']>, told: PageTold): boolean {
  const data = (typeof told.data === 'object' && told.data) || {};
  const fields = new Map<string, unknown>(Object.entries(data));
  return name === told.name && Object.entries(where).every(([field, wanted]) => meets(wanted, fields.get(field)));
}

function meets(wanted: EventCondition, found: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.includes(found as string | number);
  if (typeof wanted !== 'object') return wanted === found;
  const { min = -Infinity, max = Infinity } = wanted;
  return typeof found === 'number' && found >= min && found <= max;
}
