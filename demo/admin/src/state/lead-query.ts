import type { Query } from './api.ts';
import { dayBoundary } from './format.ts';

/** What the list and the export are narrowed by, from the query of the page's address. */
export function leadNarrowing(query: URLSearchParams): Query {
  const { search, status, channel, from, to } = Object.fromEntries(query) as Record<string, string | undefined>;
  return { search, status, channel, from: dayBoundary(from), to: dayBoundary(to, 1) };
}

/** The query of the address with some of it changed; what is empty is left out. */
export function changeQuery(query: string, changes: Record<string, string>): string {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) changed.set(name, value);
    else changed.delete(name);
  }
  return changed.size > 0 ? `?${changed}` : '';
}
