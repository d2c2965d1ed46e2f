import type { Card } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { holds } from '../conditions.ts';
import { sayBlock, sayText } from '../say.ts';
import type { ScenarioService } from '../scenario.ts';
import { answerKey, conditions, stepId, word } from '../step-schema.ts';
import { defineStep, type StepState } from '../step.ts';

const schema = z.strictObject({
  text: word.describe('Said above the services'),
  none: word.describe('Said when nothing fits'),
  limit: z.int().min(1).max(5).default(2),
  save: answerKey.optional(),
  rules: z
    .array(
      z.strictObject({
        when: conditions.optional(),
        services: z.array(z.string()).optional().describe('Ids of the catalogue'),
        tags: z.array(z.string()).optional().describe('Services with all of these tags'),
      }),
    )
    .min(1)
    .describe('Of every rule that holds, in this order, until the limit'),
  next: stepId.optional(),
});
type Config = z.output<typeof schema>;

/** Shows the services of the catalogue that fit the answers. */
export const recommend = defineStep({
  type: 'recommend',
  schema,
  links: ({ next }) => [next],
  fallsThrough: ({ next }) => next === undefined,
  run(config, state) {
    const services = fitting(config, state);
    if (services.length === 0) return { kind: 'next', to: config.next, says: [sayText(config.none, state)] };
    const says = [sayText(config.text, state), sayBlock({ type: 'cards', cards: services.map(card) })];
    return { kind: 'next', to: config.next, says, answers: keep(config, state, services) };
  },
});

function fitting({ rules, limit }: Config, { answers, environment }: StepState): ScenarioService[] {
  const found = new Set<ScenarioService>();
  for (const { when, services, tags } of rules) {
    if (when && !holds(when, answers)) continue;
    for (const id of services ?? [])
      add(
        found,
        environment.services.find((service) => service.id === id),
      );
    if (tags)
      for (const service of environment.services)
        if (tags.every((tag) => service.tags.includes(tag))) found.add(service);
  }
  return [...found].slice(0, limit);
}

function add(found: Set<ScenarioService>, service: ScenarioService | undefined): void {
  if (service) found.add(service);
}

function card({ id, name, description, price, url }: ScenarioService): Card {
  return { id, title: name, text: description, price, url };
}

function keep({ save }: Config, { messageId, environment }: StepState, services: ScenarioService[]) {
  if (!save) return undefined;
  const value = services.map(({ id }) => id).join(',');
  const names = new Intl.ListFormat(environment.locale, { type: 'unit' }).format(services.map(({ name }) => name));
  return { [save]: { value, label: names, messageId, at: environment.now } };
}
