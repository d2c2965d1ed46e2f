import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ContentFault } from '../content/content-kind.ts';
import { createScenarioKind, scenarioSchema } from './scenario-kind.ts';
import { parseScenario } from './scenario.fixture.ts';

const scenarioKind = createScenarioKind();

function faultOf(yaml: string, hasWord?: (key: string) => boolean): ContentFault {
  try {
    parseScenario(yaml, hasWord);
  } catch (error) {
    if (error instanceof ContentFault) return error;
    throw error;
  }
  return assert.fail('it was accepted');
}

const good = `id: test
steps:
  - id: hello
    type: say
    text: scenarios:test.hello
  - id: end
    type: end
`;

describe('a scenario file', () => {
  test('becomes steps in order', () => {
    const scenario = parseScenario(good);
    assert.deepEqual([scenario.first, [...scenario.steps.keys()]], ['hello', ['hello', 'end']]);
  });

  test('has another version when it has another text', () => {
    assert.notEqual(parseScenario(good).version, parseScenario(`${good}# edited\n`).version);
  });

  test('with an unknown step type is refused by name and line', () => {
    const fault = faultOf(good.replace('type: say', 'type: sing'));
    assert.match(fault.message, /"sing"/);
    assert.deepEqual([fault.line, fault.found], [4, 'sing']);
    assert.match(fault.expected!, /say \| choice \| ask/);
  });

  test('with an unknown key is refused', () => {
    const fault = faultOf(good.replace('type: say', 'colour: red\n    type: say'));
    assert.equal(fault.line, 4);
  });

  test('that leads to a step that is not there is refused', () => {
    const fault = faultOf(good.replace('text: scenarios:test.hello', 'text: scenarios:test.hello\n    next: nowhere'));
    assert.deepEqual([fault.line, fault.found, fault.expected], [6, 'nowhere', 'hello | end']);
  });

  test('with a step that nothing leads to is refused', () => {
    const fault = faultOf(`${good}  - id: lost\n    type: end\n`);
    assert.match(fault.message, /no way leads to step "lost"/);
    assert.equal(fault.line, 8);
  });

  test('that uses an id twice is refused', () => {
    const fault = faultOf(`${good}  - id: hello\n    type: end\n`);
    assert.deepEqual([fault.line, fault.found], [8, 'hello']);
  });

  test('that goes in a circle without asking anything is refused', () => {
    const fault = faultOf(good.replace('type: end', 'type: goto\n    next: hello'));
    assert.match(fault.message, /comes back to itself/);
  });

  test('with a text that does not exist is refused', () => {
    const fault = faultOf(good, (key) => key !== 'scenarios:test.hello');
    assert.deepEqual([fault.line, fault.found], [5, 'scenarios:test.hello']);
  });

  test('must be named like its id', () => {
    assert.throws(() => scenarioKind.parse(good, 'scenarios/other.yaml'), /not the name of the file/);
  });

  test('with broken YAML is refused with the line', () => {
    assert.ok(faultOf(`${good}  - id: [`).line! >= 7);
  });

  test('is found by its path', () => {
    assert.deepEqual(
      ['scenarios/a.yaml', 'scenarios/a.yml', 'scenarios/a/b.yaml', 'agents/a.yaml', 'scenarios/a.md'].map(
        scenarioKind.matches,
      ),
      [true, true, false, false, false],
    );
  });
});

test('the schema for editors names every type of step', () => {
  const text = JSON.stringify(scenarioSchema());
  for (const type of ['say', 'choice', 'ask', 'consent', 'branch', 'recommend', 'capture', 'goto', 'start', 'end']) {
    assert.ok(text.includes(`"const":"${type}"`), type);
  }
});
