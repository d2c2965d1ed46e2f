import type { Database, Statement } from '../store/database.ts';

export interface RecalledItem {
  messageId: string;
  role: string;
  channel: string;
  text: string;
  /** ISO 8601 UTC. */
  at: string;
  score: number;
}

export interface Recall {
  contactId: string;
  /** Each finds some items: `id`, and `goodness`, the more the better. */
  rankings: Statement[];
  limit: number;
  excludeMessageIds: string[];
  /** Only messages at or before this `position` of the log. */
  lastPosition: number;
}

/** Damps the first places, so that a good place in both rankings beats the first place in one. From Cormack, Clarke, Büttcher: Reciprocal Rank Fusion (SIGIR 2009). */
const K = 60;

/** Joins rankings into one, each item by the sum of 1 / (60 + place), and reads the best, all in one statement: best first. */
export async function recallItems({ rows }: Pick<Database, 'rows'>, recall: Recall): Promise<RecalledItem[]> {
  const { contactId, rankings, limit, excludeMessageIds, lastPosition } = recall;
  if (rankings.length === 0) return [];
  const places = rankings.map(
    ({ sql }) => `select id, row_number() over (order by goodness desc) as place from (${sql})`,
  );
  const sql = `
    select i.message_id as messageId, i.role, i.channel, i.text, i.created_at as at, found.score
    from (select id, sum(1.0 / (${K} + place)) as score from (${places.join(' union all ')}) group by id) found
    cross join memory_items i on i.id = found.id and i.contact_id = cast(? as text)
    where i.position <= ? and i.message_id not in (select value from json_each(?))
    order by found.score desc, i.id desc limit ?`;
  const filters = [contactId, lastPosition, JSON.stringify(excludeMessageIds), limit];
  return rows({ sql, values: [...rankings.flatMap(({ values }) => values), ...filters] });
}
