import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '@agent-chat/sdk/protocol';
import type { Part, Responder, TurnContext } from '../conversation/responder.ts';
import { createTestConversations } from '../conversation/test-conversations.ts';
import { silentLog } from '../telemetry/log.ts';
import { createTurnRunner, type TurnRunner } from './turn-runner.ts';

export type Respond = (context: TurnContext) => AsyncGenerator<Part>;

/** The core with a runner and a responder of the test's own, on a real database, with one conversation. */
export async function openTestTurns(t: TestContext, respond: Respond, more: (Responder & { resume?: Respond })[] = []) {
  const holder: { runner?: TurnRunner } = {};
  t.after(() => holder.runner?.stop());
  const core = await createTestConversations(t, {
    offerTurns: () => holder.runner?.offer(),
    foreseeTurns: (messages) => holder.runner?.foresee(messages),
    beginTurns: (taken, messages) => holder.runner?.begin(taken, messages),
    wakeTurns: () => holder.runner?.wake(),
    tookOver: (id) => holder.runner?.silence(id),
  });
  const build = () =>
    createTurnRunner({
      database: core.database,
      live: core.live,
      log: silentLog,
      responders: [...more, { name: 'test', accepts: () => true, respond }],
      authorOf: () => ({ name: 'Robin' }),
      apology: (locale) => ({ role: 'agent', channel: 'agent', text: `sorry ${locale}` }),
      wakeDeliveries: () => undefined,
      limitMs: 60_000,
      changed: async () => undefined,
      askAgain: async () => undefined,
    });
  const runner = (holder.runner = build());
  await runner.start();
  const { conversation } = await core.open();
  const restart = async () => {
    holder.runner = build();
    await holder.runner.start();
  };
  return { ...core, runner, restart, id: conversation.id, answers: () => answersOf(core, conversation.id) };
}

async function answersOf(core: Awaited<ReturnType<typeof createTestConversations>>, id: string): Promise<Message[]> {
  return (await core.conversations.history(id, { afterSeq: 1, limit: 100 })).filter(({ role }) => role === 'agent');
}

/** What `look` finds, looked for again and again. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await look();
    if (found) return found;
    await delay(10);
  }
  throw new Error('It did not happen within 3 s');
}
