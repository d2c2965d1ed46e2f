import type { TestContext } from 'node:test';

const stacks = new WeakMap<TestContext, (() => unknown)[]>();

/** Like `t.after`, but the last that was begun is ended first: a folder goes away after the server that writes into it. */
export function afterwards(t: TestContext, end: () => unknown): void {
  const known = stacks.get(t);
  if (known) return void known.push(end);
  const stack = [end];
  stacks.set(t, stack);
  t.after(async () => {
    for (const each of stack.toReversed()) await each();
  });
}
