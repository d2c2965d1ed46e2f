import { createHash } from 'node:crypto';
import { visit } from 'yaml';
import { z } from 'zod';
import { ContentFault, type ContentKind } from '../content/content-kind.ts';
import { checkYaml, lineOf, readYaml, type YamlSource } from '../content/yaml.ts';
import { checkFlow } from './scenario-flow.ts';
import type { BoundStep, Scenario } from './scenario.ts';
import { scenarioId, stepId, word } from './step-schema.ts';
import { steps as definitions } from './steps/index.ts';

export interface ScenarioKindOptions {
  /** Whether a locale key exists; without it keys are not checked. */
  hasWord?: (key: string) => boolean;
}

const WORD = /^scenarios:[\w.-]+$/;
const PATH = /^scenarios\/([\w-]+)\.ya?ml$/;
const byType = new Map(definitions.map((definition) => [definition.type, definition]));

const head = { id: scenarioId, triggers: word.optional().describe('Phrases that start it, separated by |') };
const outer = z.strictObject({ ...head, steps: z.array(z.looseObject({ id: stepId, type: z.string() })).min(1) });
const whole = z.strictObject({ ...head, steps: z.array(anyStep()).min(1) });

/** `scenarios/<id>.yaml`: steps in order. The file's name is the scenario's id. */
export function createScenarioKind({ hasWord }: ScenarioKindOptions = {}): ContentKind<Scenario> {
  return {
    name: 'scenario',
    matches: (path) => PATH.test(path),
    parse: (text, path) => parseScenario(text, path, hasWord),
  };
}

/** JSON Schema for editors: `prompts/schemas/scenario.json`. */
export function scenarioSchema(): object {
  return z.toJSONSchema(whole, { io: 'input', target: 'draft-7' });
}

function anyStep() {
  const variants = definitions.map(({ type, schema }) =>
    z.strictObject({ id: stepId, type: z.literal(type), ...schema.shape }),
  );
  return z.discriminatedUnion('type', variants as [(typeof variants)[number], ...typeof variants]);
}

function parseScenario(text: string, path: string, hasWord: ScenarioKindOptions['hasWord']): Scenario {
  const source = readYaml(text);
  checkTypes(source);
  const { id, triggers, steps } = checkYaml(source, whole);
  const name = PATH.exec(path)?.[1];
  if (name !== undefined && name !== id) {
    throw new ContentFault('the id is not the name of the file', {
      line: lineOf(source, ['id']),
      expected: name,
      found: id,
    });
  }
  const bound = steps.map(({ id, type, ...config }, index): BoundStep => ({
    id,
    definition: byType.get(type)!,
    config,
    following: steps[index + 1]?.id,
  }));
  checkFlow(source, bound);
  if (hasWord) checkWords(source, hasWord);
  const version = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { id, version, triggers, first: bound[0]!.id, steps: new Map(bound.map((step) => [step.id, step])) };
}

/** Before the rest, because a step of an unknown type has no schema that could say what is wrong with it. */
function checkTypes(source: YamlSource): void {
  checkYaml(source, outer).steps.forEach(({ type }, index) => {
    if (byType.has(type)) return;
    const line = lineOf(source, ['steps', index, 'type']);
    throw new ContentFault(`unknown step type "${type}"`, {
      line,
      expected: [...byType.keys()].join(' | '),
      found: type,
    });
  });
}

function checkWords({ data, nodes }: YamlSource, hasWord: (key: string) => boolean): void {
  if (textsIn(data).every((text) => !WORD.test(text) || hasWord(text))) return;
  const { document, lines } = nodes();
  visit(document, {
    Scalar(_key, { value, range }) {
      if (typeof value !== 'string' || !WORD.test(value) || hasWord(value)) return;
      const line = range ? lines.linePos(range[0]).line : undefined;
      throw new ContentFault(`there is no text "${value}" in locales/`, {
        line,
        expected: 'a key of locales/',
        found: value,
      });
    },
  });
}

function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
}
