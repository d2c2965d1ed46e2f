import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ContentFault } from '../content-kind.ts';
import { agentKind } from './agent.ts';

const text = `id: helper
name: Robin
prompt: agent
scenarios: [lead-capture]
greeting: agent:greeting.text
quickReplies:
  - { label: agent:a, scenario: lead-capture }
  - { label: agent:b, text: agent:c }
`;

function faultOf(changed: string, path = 'agents/helper.yaml'): ContentFault {
  try {
    agentKind.parse(changed, path);
  } catch (error) {
    assert.ok(error instanceof ContentFault);
    return error;
  }
  return assert.fail('the text was accepted');
}

test('the shipped consultant is accepted', async () => {
  const shipped = await readFile(new URL('../../../../prompts/agents/consultant.yaml', import.meta.url), 'utf8');
  assert.equal(agentKind.parse(shipped, 'agents/consultant.yaml').id, 'consultant');
});

test('the model is `default` when none is named', () => {
  assert.equal(agentKind.parse(text, 'agents/helper.yaml').model, 'default');
});

test('an id that differs from the name of the file is refused', () => {
  const fault = faultOf(text, 'agents/other.yaml');
  assert.deepEqual([fault.line, fault.expected, fault.found], [1, 'other', 'helper']);
});

test('a quick reply that starts a foreign scenario is refused on its line', () => {
  const fault = faultOf(text.replace('scenario: lead-capture', 'scenario: quiz'));
  assert.deepEqual([fault.line, fault.expected, fault.found], [7, 'lead-capture', 'quiz']);
});

test('a quick reply with neither scenario nor text, and one with both, is refused', () => {
  assert.equal(faultOf(text.replace(', text: agent:c', '')).line, 8);
  assert.equal(faultOf(text.replace(', text: agent:c', ', text: agent:c, scenario: lead-capture')).line, 8);
});

test('a text in place of a text key is refused', () => {
  const fault = faultOf(text.replace('agent:greeting.text', 'Hello there!'));
  assert.equal(fault.line, 5);
  assert.equal(fault.found, '"Hello there!"');
});
