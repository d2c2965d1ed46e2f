import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ContentFault } from './content-kind.ts';
import { lineOf, parseYaml, readYaml } from './yaml.ts';

const schema = z.strictObject({
  id: z.string(),
  name: z.union([z.string(), z.strictObject({ en: z.string() })]).optional(),
  steps: z.array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('say'), text: z.string().regex(/^\w+:/) }),
      z.strictObject({ type: z.literal('ask'), tries: z.number().max(3) }),
    ]),
  ),
});

function faultOf(text: string): ContentFault {
  try {
    parseYaml(text, schema);
  } catch (error) {
    assert.ok(error instanceof ContentFault);
    return error;
  }
  return assert.fail('the text was accepted');
}

test('a text that fits becomes the value', () => {
  const value = parseYaml('id: a\nsteps:\n  - { type: ask, tries: 2 }\n', schema);
  assert.deepEqual(value, { id: 'a', steps: [{ type: 'ask', tries: 2 }] });
});

test('a syntax fault carries its line', () => {
  const fault = faultOf('id: a\nsteps: [\n  - {\nother: }\n');
  assert.match(fault.message, /not valid YAML/);
  assert.ok(fault.line && fault.line >= 2, `line ${fault.line}`);
});

test('a value of the wrong type deep inside is named with line, expected and found', () => {
  const fault = faultOf('# head\nid: a\nsteps:\n  - type: say\n    text: a:b\n  - type: ask\n    tries: many\n');
  assert.equal(fault.line, 7);
  assert.match(fault.message, /steps\.1\.tries/);
  assert.equal(fault.expected, 'number');
  assert.equal(fault.found, '"many"');
});

test('a missing key points at the map that lacks it', () => {
  const fault = faultOf('id: a\nsteps:\n  - type: say\n    text: a:b\n  - type: say\n');
  assert.equal(fault.line, 5);
  assert.match(fault.message, /`steps\.1\.text` is missing/);
  assert.equal(fault.found, 'nothing');
});

test('an unknown key points at the key itself', () => {
  const fault = faultOf('id: a\nsteps:\n  - type: say\n    text: a:b\n    txet: b\n');
  assert.equal(fault.line, 5);
  assert.match(fault.message, /`steps\.0\.txet` is not a known key/);
});

test('a union blames the branch that came furthest', () => {
  const fault = faultOf('id: a\nname:\n  en: 3\nsteps: []\n');
  assert.equal(fault.line, 3);
  assert.match(fault.message, /name\.en/);
  assert.equal(fault.expected, 'string');
});

test('a union none of whose branches fits says what each expects', () => {
  const fault = faultOf('id: a\nname: 3\nsteps: []\n');
  assert.equal(fault.line, 2);
  assert.equal(fault.expected, 'string or object');
});

test('an unknown discriminator names the field', () => {
  const fault = faultOf('id: a\nsteps:\n  - type: shout\n    text: a:b\n');
  assert.equal(fault.line, 3);
  assert.match(fault.message, /steps\.0\.type/);
  assert.equal(fault.expected, 'say | ask');
});

test('an empty file is a fault of line 1', () => {
  assert.equal(faultOf('').line, 1);
});

test('a duplicate key is a fault', () => {
  assert.equal(faultOf('id: a\nid: b\nsteps: []\n').line, 2);
});

test('the line of a path that leads to nothing is that of the nearest thing above', () => {
  const source = readYaml('a:\n  b:\n    - c\n');
  assert.equal(lineOf(source, ['a', 'b', 0]), 3);
  assert.equal(lineOf(source, ['a', 'b', 7, 'x']), 2);
  assert.equal(lineOf(source, ['zzz']), 1);
});
