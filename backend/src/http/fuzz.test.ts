import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { startHttp } from '../../../tests/helpers/http-client.ts';

const PATHS = [
  '/api/session',
  '/api/setup',
  '/api/leads',
  '/api/leads/export',
  '/api/leads/x',
  '/api/conversations',
  '/api/conversations/x',
  '/api/conversations/x/messages',
  '/api/conversations/x/handback',
  '/api/conversations/x/read',
  '/locales/en/widget.json',
  '/locales/%2e%2e/x',
  '/%',
];
const NAMES = [
  'search',
  'status',
  'from',
  'to',
  'sort',
  'direction',
  'cursor',
  'limit',
  'format',
  'locale',
  'beforeSeq',
  'handler',
  '__proto__',
];

const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT'),
  path: fc.constantFrom(...PATHS),
  query: fc.array(
    fc.tuple(fc.constantFrom(...NAMES), fc.oneof(fc.string({ unit: 'binary' }), fc.integer().map(String))),
    { maxLength: 4 },
  ),
  body: fc.jsonValue(),
});

test('whatever is asked over HTTP, nothing breaks and each refusal is structured', async (t) => {
  const { ask, login } = await startHttp(t);
  const cookie = await login();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, body }) => {
      const url = `${path}?${new URLSearchParams(query)}`;
      const response = await ask(method, url, method === 'GET' ? undefined : body, { cookie });
      assert.ok(response.status < 500, `${method} ${url} ${response.status}`);
      const text = await response.text();
      if (response.status >= 400)
        assert.match((JSON.parse(text) as { error: { code: string } }).error.code, /^[A-Z_]+$/);
    }),
    { numRuns: 1500 },
  );
});
