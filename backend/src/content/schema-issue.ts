import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

export interface IssueDescription {
  reason: string;
  path: PropertyKey[];
  expected?: string;
  found?: string;
}

/** Zod's issues → the first one as a sentence, with what was expected and what was found instead. */
export function describeIssue(issues: readonly Issue[], data: unknown): IssueDescription {
  const { issue, path } = innermost(issues[0]!);
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0]! : undefined;
  const place = unknownKey === undefined ? path : [...path, unknownKey];
  const reason = `${subject(place)} ${complaint(issue, valueAt(data, place))}${more(issues.length - 1)}`;
  return { reason, path: place, expected: expectation(issue), found: show(valueAt(data, place)) };
}

function more(count: number): string {
  return count > 0 ? ` (and ${count} more)` : '';
}

/** Of a union the branch that came furthest is the one that was meant. */
function innermost(issue: Issue, above: readonly PropertyKey[] = []): { issue: Issue; path: PropertyKey[] } {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, path };
  const candidates = issue.errors.flatMap((branch) => (branch[0] ? [innermost(branch[0], path)] : []));
  const deepest = candidates.toSorted((a, b) => b.path.length - a.path.length)[0];
  return deepest && deepest.path.length > path.length ? deepest : { issue, path };
}

function subject(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file' : `\`${path.map(String).join('.')}\``;
}

function complaint(issue: Issue, value: unknown): string {
  if (issue.code === 'unrecognized_keys') return 'is not a known key';
  if (value === undefined) return 'is missing';
  if (issue.code === 'custom') return `is wrong: ${issue.message}`;
  return 'does not fit';
}

function expectation(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => String(value)).join(' | ');
    case 'too_small':
      return `${issue.origin} of at least ${issue.minimum}`;
    case 'too_big':
      return `${issue.origin} of at most ${issue.maximum}`;
    case 'invalid_format':
      return issue.pattern ? `${issue.format} ${issue.pattern}` : issue.format;
    case 'invalid_union':
      return unionExpectation(issue);
    case 'unrecognized_keys':
    case 'custom':
      return undefined;
    default:
      return issue.message;
  }
}

function unionExpectation(issue: Extract<Issue, { code: 'invalid_union' }>): string | undefined {
  if ('options' in issue && Array.isArray(issue.options)) return issue.options.map(String).join(' | ');
  const branches = issue.errors.flatMap((branch) => (branch[0] ? [expectation(branch[0])] : []));
  const known = [...new Set(branches.filter((text) => text !== undefined))];
  return known.length > 0 ? known.join(' or ') : issue.message;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), data);
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
