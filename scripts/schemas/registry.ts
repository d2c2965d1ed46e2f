import type { z } from 'zod';

/** A kind of YAML file, and where the schema comes from that the server checks it with. */
export interface SchemaSource {
  /** `prompts/schemas/<name>.json`. */
  name: string;
  title: string;
  /** A zod schema, or a JSON Schema that is ready. */
  load(): Promise<z.ZodType | object>;
}

export const schemaSources: SchemaSource[] = [
  {
    name: 'sites',
    title: 'prompts/sites.yaml: the places where the tag stands',
    load: async () => (await import('../../backend/src/content/kinds/site.ts')).sitesSchema,
  },
  {
    name: 'agent',
    title: 'prompts/agents/<id>.yaml: who answers',
    load: async () => (await import('../../backend/src/content/kinds/agent.ts')).agentSchema,
  },
  {
    name: 'scenario',
    title: 'prompts/scenarios/<id>.yaml: a conversation in steps',
    load: async () => (await import('../../backend/src/scenario/scenario-kind.ts')).scenarioSchema(),
  },
  {
    name: 'catalogue',
    title: 'prompts/knowledge/catalogue.yaml: what the business offers',
    load: async () => (await import('../../backend/src/knowledge/catalogue.ts')).catalogueSchema(),
  },
  {
    name: 'catalogue-words',
    title: 'prompts/knowledge/catalogue.<tag>.yaml: the words of the catalogue in one language',
    load: async () => (await import('../../backend/src/knowledge/catalogue-words.ts')).catalogueWordsSchema(),
  },
  {
    name: 'synonyms',
    title: 'prompts/knowledge/synonyms.<tag>.yaml: words that mean the same',
    load: async () => (await import('../../backend/src/knowledge/synonyms.ts')).synonymsSchema(),
  },
  {
    name: 'questions',
    title: 'prompts/knowledge/questions.<tag>.yaml: how visitors ask',
    load: async () => (await import('../../backend/src/knowledge/questions.ts')).questionsSchema(),
  },
];
