import { z } from 'zod';
import { ContentFault, type ContentKind, type ContentView } from '../content-kind.ts';
import { localText, type LocalText } from '../local-text.ts';
import { textKey } from '../text-key.ts';
import { checkYaml, lineOf, readYaml } from '../yaml.ts';

/** Who answers: a persona with its prompt, its model and its scenarios. */
export interface Agent {
  id: string;
  name: LocalText;
  /** Name of the system prompt: `system/<prompt>.<tag>.md`. */
  prompt: string;
  /** `default`, or the id of a model. */
  model: string;
  /** Ids of the scenarios that may start with this agent. */
  scenarios: string[];
  /** Text key of the first message. */
  greeting: string;
  quickReplies: QuickReply[];
}

/** A button under the greeting: starts a scenario, or says the text of a key for the visitor. `label` is a text key. */
export type QuickReply = { label: string; scenario: string } | { label: string; text: string };

const id = z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/);

export const quickReply = z.union([
  z.strictObject({ label: textKey, scenario: id }),
  z.strictObject({ label: textKey, text: textKey }),
]);

/** For the JSON Schema that editors check `agents/*.yaml` with. */
export const agentSchema = z.strictObject({
  id: id.describe('As the file is called'),
  name: localText,
  prompt: id.describe('Name of a file system/<prompt>.<tag>.md'),
  model: z.string().min(1).default('default').describe('`default`, or the id of a model'),
  scenarios: z.array(id).default([]).describe('Ids of files in scenarios/'),
  greeting: textKey,
  quickReplies: z.array(quickReply).default([]),
});

export const agentKind: ContentKind<Agent> = {
  name: 'agent',
  matches: (path) => /^agents\/[^/]+\.yaml$/.test(path),
  parse: parseAgent,
  required: 'Write prompts/agents/<id>.yaml; prompts/schemas/agent.json describes it.',
};

export function agentById(view: ContentView<Agent>, id: string): Agent | undefined {
  return view.get(`agents/${id}.yaml`);
}

function parseAgent(text: string, path: string): Agent {
  const source = readYaml(text);
  const agent = checkYaml(source, agentSchema);
  const named = path.slice('agents/'.length, -'.yaml'.length);
  if (agent.id !== named) {
    throw new ContentFault('the id is not the name of the file', {
      line: lineOf(source, ['id']),
      expected: named,
      found: agent.id,
    });
  }
  const foreign = agent.quickReplies.findIndex(
    (reply) => 'scenario' in reply && !agent.scenarios.includes(reply.scenario),
  );
  if (foreign < 0) return agent;
  throw new ContentFault('a quick reply starts a scenario that is not the agent’s', {
    line: lineOf(source, ['quickReplies', foreign, 'scenario']),
    expected: agent.scenarios.join(' | ') || 'an entry in `scenarios`',
    found: (agent.quickReplies[foreign] as { scenario: string }).scenario,
  });
}
