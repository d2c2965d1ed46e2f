import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laterCommands } from './later.ts';
import { createStore } from './store.ts';
import { createLaterCommands, type ChatParts, type LaterCommands } from './later-commands.ts';

test('what is promised for later is what comes, no more and no less', () => {
  const promised = Object.keys(laterCommands(() => Promise.reject(new Error('not now'))));
  const { follow: _, ...commands } = createLaterCommands({ store: createStore({}) } as ChatParts);
  assert.deepEqual(promised.toSorted(), Object.keys(commands).toSorted());
});

test('a command that could not be fetched is fetched again by the next call', async () => {
  let fetched = 0;
  const load = async (): Promise<LaterCommands> => {
    if (++fetched === 1) throw new Error('offline');
    return { removeLink: async () => {} } as unknown as LaterCommands;
  };
  const { removeLink } = laterCommands(load);
  await assert.rejects(removeLink('telegram'), /offline/);
  await removeLink('telegram');
  assert.equal(fetched, 2);
});
