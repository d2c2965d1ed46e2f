import { LLMock } from '@copilotkit/aimock';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterwards } from '../helpers/afterwards.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { openVisitor } from '../helpers/test-visitor.ts';

test('an answer streams from an OpenAI-protocol server that was not written here', async (t) => {
  const mock = new LLMock({ port: 0 });
  mock.onMessage('tandem', { content: 'Yes, tandems are welcome.' });
  const address = await mock.start();
  afterwards(t, () => mock.stop());
  const { url } = await startTestApp(t, { env: { OPENAI_BASE_URL: `${address}/v1`, OPENAI_API_KEY: 'mock' } });
  const visitor = await openVisitor(t, url);
  const [answer] = await visitor.ask('Do you repair a tandem?');
  assert.equal(answer!.text, 'Yes, tandems are welcome.');
  assert.equal(answer!.status, 'complete');
});
