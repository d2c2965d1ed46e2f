import type { Knex } from 'knex';
import { onConnection } from './on-connection.ts';
import type { Statement } from './worker-connection.ts';

interface Asked {
  statement: Statement;
  resolve(rows: never[]): void;
  reject(error: unknown): void;
}

/**
 * Statements that are asked for in the same moment go to one reader's thread in one trip and read the same state: a trip costs more than most of
 * them. A fault of one is everybody's.
 */
export function createSharedReads(read: Knex): <Row>(statement: Statement) => Promise<Row[]> {
  let asked: Asked[] = [];

  async function go(): Promise<void> {
    const together = asked;
    asked = [];
    try {
      const steps = together.map(({ statement: { sql, values } }) => ({ sql, each: [values] }));
      const answers = await onConnection(read, (connection) => connection.batch(steps));
      together.forEach(({ resolve }, index) => resolve(answers[index]![0] as never[]));
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }

  return (statement) =>
    new Promise((resolve, reject) => {
      const isFirst = asked.push({ statement, resolve: resolve as Asked['resolve'], reject }) === 1;
      // Behind whatever else goes on now, and before the event loop turns.
      if (isFirst) queueMicrotask(() => process.nextTick(() => void go()));
    });
}
