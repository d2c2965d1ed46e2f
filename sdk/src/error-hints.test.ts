import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ChatError } from './chat-error.ts';
import { ERROR_HINTS } from './error-hints.ts';
import type { ErrorCode } from './protocol.ts';

/** As the source lists them: what is only in a type cannot be counted. */
const source = readFileSync(new URL('protocol.ts', import.meta.url), 'utf8');
const codes = [.../export type ErrorCode =([^;]+);/.exec(source)![1]!.matchAll(/'(\w+)'/g)].map(([, code]) => code!);

test('every code of the protocol, and the two of the client, have a hint that says what to do', () => {
  assert.ok(codes.length > 10);
  assert.deepEqual(Object.keys(ERROR_HINTS).toSorted(), [...codes, 'CLOSED', 'TIMEOUT'].toSorted());
  for (const [code, hint] of Object.entries(ERROR_HINTS)) assert.match(hint, /^[A-Z].{20,}\.$/, code);
});

test('an error says what to do, and what the server says comes first', () => {
  for (const code of codes as ErrorCode[]) {
    assert.equal(new ChatError({ code, message: 'no' }).hint, ERROR_HINTS[code]);
    assert.equal(new ChatError({ code, message: 'no', hint: 'Ask the shop.' }).hint, 'Ask the shop.');
  }
});
