import type { PageSignals } from './rules.ts';

export interface Visits {
  visitor: PageSignals['visitor'];
  hasSeen(rule: string): boolean;
  remember(rule: string): void;
}

/** What this browser knows of the visitor's visits to a site. Where the storage is refused nothing outlives the page. */
export function openVisits(scope: string): Visits {
  const key = `agent-chat/${scope}/greeted`;
  const seen = new Set<string>();
  const read = () => {
    for (const rule of readList(key)) seen.add(rule);
    return seen;
  };
  return {
    visitor: visitorOf(`agent-chat/${scope}/visited`),
    // Another tab may have shown it meanwhile.
    hasSeen: (rule) => read().has(rule),
    remember(rule) {
      read().add(rule);
      attempt(() => localStorage.setItem(key, JSON.stringify([...seen])));
    },
  };
}

/** New until the window is closed. */
function visitorOf(key: string): Visits['visitor'] {
  const visitor = attempt(() => sessionStorage.getItem(key) ?? (localStorage.getItem(key) ? 'returning' : 'new'));
  attempt(() => sessionStorage.setItem(key, visitor ?? 'new'));
  attempt(() => localStorage.setItem(key, '1'));
  return visitor === 'returning' ? 'returning' : 'new';
}

function readList(key: string): string[] {
  const list: unknown = attempt(() => JSON.parse(localStorage.getItem(key) ?? '[]'));
  return Array.isArray(list) ? list.filter((rule) => typeof rule === 'string') : [];
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
