import { ContentFault } from '../content/content-kind.ts';
import { lineOf, type YamlSource } from '../content/yaml.ts';
import type { BoundStep } from './scenario.ts';

/** Throws {@link ContentFault} where ids repeat, lead nowhere, cannot be reached, or run in a circle that never asks the visitor. */
export function checkFlow(source: YamlSource, steps: readonly BoundStep[]): void {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const fail = (index: number, reason: string, found: string, expected?: string): never => {
    throw new ContentFault(reason, { line: lineOfStep(source, index, found), expected, found });
  };
  steps.forEach(({ id }, index) => {
    if (byId.get(id) !== steps[index]) fail(firstRepeat(steps, id), `the step id "${id}" is used twice`, id);
  });
  steps.forEach((step, index) => {
    const dangling = named(step).find((id) => !byId.has(id));
    if (dangling)
      fail(
        index,
        `step "${step.id}" leads to "${dangling}", which does not exist`,
        dangling,
        [...byId.keys()].join(' | '),
      );
  });
  const reached = reach(steps[0]!, byId);
  const lost = steps.findIndex((step) => !reached.has(step));
  if (lost >= 0) fail(lost, `no way leads to step "${steps[lost]!.id}"`, steps[lost]!.id);
  const circle = steps.findIndex((step) => isSilentCircle(step, byId));
  if (circle >= 0)
    fail(circle, `step "${steps[circle]!.id}" comes back to itself without asking anything`, steps[circle]!.id);
}

function firstRepeat(steps: readonly BoundStep[], id: string): number {
  const first = steps.findIndex((step) => step.id === id);
  return steps.findIndex((step, index) => step.id === id && index > first);
}

function named({ definition, config }: BoundStep): string[] {
  return definition.links?.(config) ?? [];
}

function exits(step: BoundStep): string[] {
  const { definition, config, following } = step;
  const falls = following !== undefined && !definition.ends && (definition.fallsThrough?.(config) ?? true);
  return falls ? [...named(step), following] : named(step);
}

function reach(
  from: BoundStep,
  byId: ReadonlyMap<string, BoundStep>,
  through = (_step: BoundStep) => true,
): Set<BoundStep> {
  const reached = new Set([from]);
  for (const step of reached) {
    if (!through(step)) continue;
    for (const id of exits(step)) reached.add(byId.get(id)!);
  }
  return reached;
}

function isSilentCircle(step: BoundStep, byId: ReadonlyMap<string, BoundStep>): boolean {
  if (step.definition.waits) return false;
  const silent = (one: BoundStep) => !one.definition.waits;
  return exits(step).some((id) => reach(byId.get(id)!, byId, silent).has(step) && silent(byId.get(id)!));
}

/** The line within the step where `found` stands, else that of the step. */
function lineOfStep(source: YamlSource, index: number, found: string): number {
  const data = source.data as { steps: unknown[] };
  return lineOf(source, ['steps', index, ...(pathTo(data.steps[index], found) ?? [])]);
}

function pathTo(value: unknown, found: string): PropertyKey[] | undefined {
  if (typeof value !== 'object' || value === null) return value === found ? [] : undefined;
  for (const [key, child] of Object.entries(value).toReversed()) {
    const path = pathTo(child, found);
    if (path) return [key, ...path];
  }
  return undefined;
}
